import { createHash } from "node:crypto";
import { once } from "node:events";
import { access, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SetupError } from "../../../domain/errors.ts";
import type { FetchProgress, UrlRoute } from "../../../stack/downloads/artefact.ts";
import { type ArtefactRequest, fetchArtefact } from "../../../stack/downloads/fetch-artefact.ts";

const content = Buffer.from("0123456789".repeat(10_000));
const sha256 = createHash("sha256").update(content).digest("hex");

let server: Server;
let origin: string;
let folder: string;
let into: string;
let requests: { url: string | undefined; range: string | undefined }[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let counter = 0;

const sendAll = (_: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { "content-length": content.length }).end(content);
};

const route = (overrides: Partial<UrlRoute["downloads"][number]> = {}): UrlRoute => ({
  kind: "url",
  label: "the server",
  downloads: [
    { url: `${origin}/model`, sha256, content: { kind: "file", path: "deep/model.bin" }, ...overrides },
  ],
});

const request = (overrides: Partial<ArtefactRequest> = {}): ArtefactRequest => ({
  name: "the model",
  routes: [route()],
  into,
  requires: ["deep/model.bin"],
  byHand: "Copy it from a friend.",
  ...overrides,
});

const untilWritten = async (path: string): Promise<void> => {
  while (!((await stat(path).catch(() => undefined))?.size ?? 0)) await setTimeout(5);
};

/** A port on which nobody listens. */
const closedPort = async (): Promise<number> => {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const address = closed.address();
  closed.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "downloads-"));
  server = createServer((incoming, response) => {
    requests.push({ url: incoming.url, range: incoming.headers.range });
    answer(incoming, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
});

beforeEach(() => {
  counter += 1;
  into = join(folder, `artefact-${counter}`);
  requests = [];
  answer = sendAll;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await rm(folder, { recursive: true, force: true });
});

describe("fetchArtefact", () => {
  it("downloads, reports progress and leaves only the artefact", async () => {
    const seen: FetchProgress[] = [];
    const fetched = await fetchArtefact(request({ onProgress: (progress) => seen.push(progress) }));
    expect(fetched).toEqual({ path: into, route: "the server" });
    expect(await readFile(join(into, "deep/model.bin"))).toEqual(content);
    expect(seen.at(-1)).toEqual({
      step: "downloading",
      route: "the server",
      receivedBytes: content.length,
      totalBytes: content.length,
    });
    await expect(access(`${into}.partial`)).rejects.toThrow("ENOENT");
  });

  it("finds what is there already and asks nobody", async () => {
    await fetchArtefact(request());
    expect(await fetchArtefact(request())).toEqual({ path: into, route: "cache" });
    expect(requests).toHaveLength(1);
  });

  it("fetches once for many callers at the same time", async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => fetchArtefact(request())));
    expect(requests).toHaveLength(1);
    expect(all.filter((fetched) => fetched.route === "cache")).toHaveLength(3);
  });

  it("goes on with a download that broke off", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": content.length });
      response.write(content.subarray(0, 60_000));
      void untilWritten(join(`${into}.partial`, "0/downloads/0.part")).then(() => response.destroy());
    };
    await expect(fetchArtefact(request())).rejects.toThrow(SetupError);
    await expect(access(into)).rejects.toThrow("ENOENT");

    answer = (incoming, response) => {
      const start = Number(incoming.headers.range?.match(/^bytes=(\d+)-$/)?.[1]);
      response.writeHead(206, { "content-length": content.length - start }).end(content.subarray(start));
    };
    await fetchArtefact(request());
    expect(requests[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(await readFile(join(into, "deep/model.bin"))).toEqual(content);
  });

  it("takes nothing with a wrong checksum, and starts over next time", async () => {
    answer = (_, response) => void response.end("something else");
    await expect(fetchArtefact(request())).rejects.toThrow(/SHA-256/);
    await expect(access(into)).rejects.toThrow("ENOENT");
    answer = sendAll;
    await fetchArtefact(request());
    expect(requests[1]?.range).toBeUndefined();
  });

  it("falls through to the next route, and names every failure when all fail", async () => {
    const gone = {
      ...route({ url: `http://127.0.0.1:${await closedPort()}/model` }),
      label: "the closed port",
    };
    const lost = { ...route({ url: `${origin}/lost` }), label: "the lost page" };
    answer = (incoming, response) =>
      incoming.url === "/lost" ? void response.writeHead(404).end() : sendAll(incoming, response);
    const failed = await fetchArtefact(request({ routes: [gone, lost] })).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(SetupError);
    expect(String(failed)).toMatch(/the closed port: .*ECONNREFUSED/);
    expect(String(failed)).toMatch(/the lost page: .*HTTP 404/);
    expect(String(failed)).toContain("Copy it from a friend.");

    expect((await fetchArtefact(request({ routes: [gone, lost, route()] }))).route).toBe("the server");
  });

  it("prepares what it fetched before anybody sees it, and counts a failed preparation as a failed route", async () => {
    const failing = {
      ...route(),
      label: "the broken one",
      prepare: () => Promise.reject(new Error("cannot convert")),
    };
    const preparing = {
      ...route(),
      prepare: async (at: string) => writeFile(join(at, "converted"), "yes"),
    };
    await expect(fetchArtefact(request({ routes: [failing] }))).rejects.toThrow(/cannot convert/);
    await fetchArtefact(request({ routes: [failing, preparing] }));
    expect(await readFile(join(into, "converted"), "utf8")).toBe("yes");
  });

  it("says so when the disk is full, and tries no other route", async () => {
    const full = Object.assign(new Error("write failed"), { code: "ENOSPC" });
    const filling = { ...route(), prepare: () => Promise.reject(full) };
    await expect(fetchArtefact(request({ routes: [filling, route()] }))).rejects.toThrow(
      /No space left for the model.*CACHE_DIR/,
    );
    expect(requests).toHaveLength(1);
  });

  it("stops at once when aborted, with the signal's reason", async () => {
    const controller = new AbortController();
    answer = (_, response) => {
      response.writeHead(200, { "content-length": content.length });
      response.write(content.subarray(0, 100), () => controller.abort(new Error("enough")));
    };
    await expect(fetchArtefact(request({ signal: controller.signal }))).rejects.toThrow("enough");
    await expect(access(into)).rejects.toThrow("ENOENT");
  });

  it("replaces a folder that is not whole", async () => {
    await mkdir(into, { recursive: true });
    await writeFile(join(into, "old"), "");
    await fetchArtefact(request());
    await expect(access(join(into, "old"))).rejects.toThrow("ENOENT");
  });
});
