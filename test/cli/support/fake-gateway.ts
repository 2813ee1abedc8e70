import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

/** One request that a test expects, and what is answered. */
export interface Exchange {
  /** Method and path with query, such as `GET /runs?limit=10`. */
  readonly request: string;
  /** The JSON that must be sent, or a check of the raw text. */
  readonly body?: unknown;
  readonly status?: number;
  readonly answer: unknown;
  /** Instead of JSON. */
  readonly contentType?: string;
}

export interface FakeGateway extends AsyncDisposable {
  readonly url: string;
  /** What went against the script: unexpected requests, wrong bodies, and exchanges that never came. */
  complaints(): string[];
  /** The headers of the last request. */
  lastHeaders(): IncomingMessage["headers"];
}

/** A gateway that answers exactly the exchanges of a script, in order, and complains about everything else. */
export const startFakeGateway = async (script: readonly Exchange[]): Promise<FakeGateway> => {
  const left = [...script];
  const problems: string[] = [];
  let headers: IncomingMessage["headers"] = {};
  const server = createServer((request, response) => {
    void (async () => {
      headers = request.headers;
      const sent = await text(request);
      const actual = `${request.method} ${request.url}`;
      const expected = left.shift();
      if (!expected || expected.request !== actual) {
        problems.push(`unexpected ${actual}, expected ${expected?.request ?? "nothing"}`);
        response.writeHead(500).end();
        return;
      }
      const wanted = typeof expected.body === "string" ? expected.body : JSON.stringify(expected.body);
      if (expected.body !== undefined && sent !== wanted)
        problems.push(`${actual}: sent ${sent}, expected ${wanted}`);
      const type = expected.contentType ?? "application/json";
      response.writeHead(expected.status ?? 200, { "content-type": type });
      response.end(expected.contentType ? String(expected.answer) : JSON.stringify(expected.answer));
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    complaints: () => [...problems, ...left.map(({ request }) => `never came: ${request}`)],
    lastHeaders: () => headers,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
