import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { collectLink } from "../../../activities/collect/collect-link.ts";
import { isPublicAddress } from "../../../activities/collect/links/address-guard.ts";
import { openPageFetcher, type PageFetcherOptions } from "../../../activities/collect/links/page-fetcher.ts";
import { retryAfterMs } from "../../../activities/collect/links/response-error.ts";
import { USER_AGENT } from "../../../activities/collect/links/user-agent.ts";
import { InvalidInputError, NotFoundError, TooLargeError, UnavailableError } from "../../../domain/errors.ts";
import { createFakeContext, createFakeWarehouse } from "./fakes.ts";

const never = new AbortController().signal;
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const page = (head = ""): string =>
  `<html lang="en"><head><title>My page</title>${head}</head><body><article><h1>My page</h1>
   <p>${"A sentence about retrieval. ".repeat(30)}</p><pre>let a = 1;<br>  let b;</pre></article></body></html>`;

/** Serves paths; robots.txt is missing unless it is among them. */
const serve = async (routes: Readonly<Record<string, RequestListener>>): Promise<string> => {
  const server = createServer((request, response) => {
    const route = routes[request.url ?? ""];
    if (route) return route(request, response);
    response.writeHead(404).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address with one.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const html =
  (text: string, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(text);
  };
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(code, headers).end("x");
  };

const fetchPage = async (link: string, options: Partial<PageFetcherOptions> = {}, signal = never) => {
  await using pages = openPageFetcher({ allowPrivateAddresses: true, ...options });
  return await pages.fetchPage(link, signal);
};

describe("isPublicAddress", () => {
  it.each(["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])("takes %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    "127.0.0.1",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "example.org",
  ])("refuses %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("retryAfterMs", () => {
  it.each([
    [null, undefined],
    ["7", 7_000],
    ["Thu, 01 Jan 1970 00:00:10 GMT", 9_000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["999999999", 3_600_000],
    ["soon", undefined],
  ])("reads %s", (header, milliseconds) => {
    expect(retryAfterMs(header, 1_000)).toBe(milliseconds);
  });
});

describe("a private address", () => {
  it.each(["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"])(
    "is refused before a request is sent: %s",
    async (host) => {
      let requests = 0;
      const base = await serve({ "/": () => requests++, "/robots.txt": () => requests++ });
      const link = `http://${host}:${new URL(base).port}/`;
      const failure = fetchPage(link, { allowPrivateAddresses: false });
      await expect(failure).rejects.toThrow(InvalidInputError);
      await expect(failure).rejects.toThrow(/not public/);
      expect(requests).toBe(0);
    },
  );
});

describe("fetchPage", () => {
  it("fetches a page, says who it is, and follows redirects", async () => {
    let agent: string | undefined;
    const base = await serve({
      "/old": status(301, { location: "/new" }),
      "/new": (request, response) => {
        agent = request.headers["user-agent"];
        html(page())(request, response);
      },
    });
    expect(await fetchPage(`${base}/old`)).toEqual({ url: `${base}/new`, html: page() });
    expect(agent).toBe(USER_AGENT);
  });

  it("checks every redirect", async () => {
    const base = await serve({
      "/file": status(302, { location: "file:///etc/passwd" }),
      "/secret": status(302, { location: "http://user:password@127.0.0.1/" }),
      "/loop": status(302, { location: "/loop" }),
    });
    await expect(fetchPage(`${base}/file`)).rejects.toThrow(/file:\/\/\/etc\/passwd is no http/);
    await expect(fetchPage(`${base}/secret`)).rejects.toThrow(/user name or a password/);
    await expect(fetchPage(`${base}/loop`)).rejects.toThrow(/redirects more than 5 times/);
  });

  it.each([
    ["ftp://example.org/x", /no http\(s\) URL/],
    ["/guides/importing", /no http\(s\) URL/],
  ])("refuses %s", async (link, problem) => {
    await expect(fetchPage(link)).rejects.toThrow(problem);
  });

  it("respects robots.txt, also where a redirect leads", async () => {
    const robots = "User-agent: *\nAllow: /\n\nUser-agent: LLMTwinBot\nDisallow: /private\n";
    let asked = 0;
    const base = await serve({
      "/robots.txt": (_request, response) => {
        asked++;
        response.end(robots);
      },
      "/private/a": html(page()),
      "/open": html(page()),
      "/moved": status(302, { location: "/private/a" }),
    });
    await using pages = openPageFetcher({ allowPrivateAddresses: true });
    await expect(pages.fetchPage(`${base}/private/a`, never)).rejects.toThrow(
      /robots\.txt of .* forbids \/private\/a/,
    );
    await expect(pages.fetchPage(`${base}/moved`, never)).rejects.toThrow(InvalidInputError);
    expect(await pages.fetchPage(`${base}/open`, never)).toMatchObject({ url: `${base}/open` });
    expect(asked).toBe(1);
  });

  it("waits for a robots.txt that fails", async () => {
    const base = await serve({ "/robots.txt": status(503), "/": html(page()) });
    await expect(fetchPage(`${base}/`)).rejects.toThrow(UnavailableError);
  });

  it.each([
    [404, NotFoundError],
    [410, NotFoundError],
    [403, InvalidInputError],
    [500, UnavailableError],
    [503, UnavailableError],
  ])("tells by the status %i whether to try again", async (code, kind) => {
    const base = await serve({ "/": status(code) });
    await expect(fetchPage(`${base}/`)).rejects.toThrow(kind);
  });

  it("comes back when it is asked to", async () => {
    const base = await serve({ "/": status(429, { "retry-after": "12" }) });
    await expect(fetchPage(`${base}/`)).rejects.toMatchObject({ retryable: true, retryAfterMs: 12_000 });
  });

  it("takes a refused connection for passing", async () => {
    const base = await serve({});
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    await expect(fetchPage(`${base}/`)).rejects.toThrow(UnavailableError);
  });

  it("refuses what is no web page", async () => {
    const base = await serve({ "/": html("%PDF", { "content-type": "application/pdf" }) });
    await expect(fetchPage(`${base}/`)).rejects.toThrow(/"application\/pdf", not a web page/);
  });

  it("refuses a large page, and a small one that unpacks to a large one", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const base = await serve({
      "/large": html("x".repeat(2_000)),
      "/bomb": (_request, response) => {
        response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" }).end(bomb);
      },
    });
    await expect(fetchPage(`${base}/large`, { maxBytes: 1_000 })).rejects.toThrow(TooLargeError);
    await expect(fetchPage(`${base}/bomb`)).rejects.toThrow(/larger than 10000000 bytes/);
  });

  it("gives up on a slow page for now, and stops when cancelled", async () => {
    const base = await serve({ "/": () => undefined });
    await expect(fetchPage(`${base}/`, { timeoutMs: 50 })).rejects.toThrow(UnavailableError);
    const cancelled = AbortSignal.abort(new Error("cancelled"));
    await expect(fetchPage(`${base}/`, {}, cancelled)).rejects.toThrow("cancelled");
  });

  it("reads the charset that a page declares", async () => {
    const base = await serve({
      "/": (_request, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        response.end(Buffer.from('<meta charset="iso-8859-1"><p>é</p>', "latin1"));
      },
    });
    expect((await fetchPage(`${base}/`)).html).toContain("é");
  });
});

describe("collectLink", () => {
  const collect = async (link: string, author = "Ada Lovelace") => {
    await using pages = openPageFetcher({ allowPrivateAddresses: true });
    const warehouse = createFakeWarehouse();
    const { context } = createFakeContext();
    const result = await collectLink({ warehouse, pages, context }, { link, author });
    return { result, documents: [...warehouse.documents.values()] };
  };

  it("stores a page's article under the given author", async () => {
    const time = '<meta property="article:published_time" content="2024-07-29T10:00:00+02:00">';
    const base = await serve({ "/a": html(page(`<link rel="canonical" href="/b?utm_source=x">${time}`)) });
    const { result, documents } = await collect(`${base}/a`);
    expect(result).toMatchObject({ new: 1, failed: 0, byPlatform: { web: 1 } });
    expect(documents).toMatchObject([
      {
        author: { name: "Ada Lovelace" },
        title: "My page",
        link: `${base.replace("http:", "https:")}/b`,
        language: "en",
        publishedAt: "2024-07-29T08:00:00.000Z",
        content: expect.stringContaining("```\nlet a = 1;\n  let b;\n```"),
      },
    ]);
  });

  it("does not let a page speak for another host, nor for its front page", async () => {
    const base = await serve({
      "/a": html(page('<link rel="canonical" href="https://example.org/stolen">')),
      "/b": html(page('<link rel="canonical" href="/">')),
    });
    for (const path of ["/a", "/b"]) {
      const { documents } = await collect(base + path);
      expect(documents[0]?.link).toBe(`${base.replace("http:", "https:")}${path}`);
    }
  });

  it("says when a page holds no article", async () => {
    const base = await serve({ "/": html("<html><body><script>app()</script></body></html>") });
    await expect(collect(`${base}/`)).rejects.toThrow(/No article was found/);
  });

  it("needs the name of an author", async () => {
    await expect(collect("https://example.org/", "*")).rejects.toThrow(InvalidInputError);
  });
});
