import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

export const ADMIN_KEY = "admin-key-of-the-test-000";
export const API_KEY = "api-key-of-the-test-00000";

/** How a load goes: a recorded stream, or an answer at once. */
export type LoadOutcome = "load.sse" | "load-failed.sse" | "load-closed.sse";

export interface TabbyServer extends AsyncDisposable {
  readonly url: string;
  /** Routes called, with the folder where one was named. */
  readonly calls: string[];
  /** What a real server would not accept; a test expects none. */
  readonly problems: string[];
  /** Folder that is loaded. */
  loaded(): string | undefined;
  /** How loads of a folder go from now on; by default they succeed. */
  loadsLike(folder: string, outcome: LoadOutcome): void;
  /** What the loaded model answers. */
  answersWith(text: string): void;
  /** Tokens that conversations are encoded to. */
  encodesTo(tokens: readonly number[]): void;
}

const messageSchema = z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() });
const loadSchema = z.strictObject({ model_name: z.string().min(1) });
const encodeSchema = z.strictObject({ text: z.array(messageSchema).min(1) });
const chatSchema = z.object({
  messages: z.array(messageSchema).min(1),
  max_tokens: z.int(),
  stream: z.literal(true),
});

const readText = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
};

const readFixture = (file: string): Promise<Buffer> =>
  readFile(new URL(`../../fixtures/tabby/${file}`, import.meta.url));

const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

const chunk = (delta: object, finish: "stop" | null, model: string): string =>
  `data: ${JSON.stringify({
    id: "chatcmpl-0123456789abcdef",
    object: "chat.completion.chunk",
    created: 1_700_000_000,
    choices: [{ index: 0, delta, finish_reason: finish }],
    model,
    ...(finish && { usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 } }),
  })}\r\n\r\n`;

/**
 * A TabbyAPI server as its source describes it: admin routes take the admin key alone, a load answers 200 and tells in
 * CRLF-framed events how it goes, one model is loaded at a time and is gone before the next one comes, and what needs a
 * model answers 503 while there is none.
 *
 * @param modelDir folders of the models.
 */
export const startTabbyServer = async (modelDir: string, loadedAtStart?: string): Promise<TabbyServer> => {
  const calls: string[] = [];
  const problems: string[] = [];
  const outcomes = new Map<string, LoadOutcome>();
  let loaded = loadedAtStart;
  let answer = "Software is tested so that its faults are found early.";
  let tokens: readonly number[] = [1, 2, 3];

  const parse = <Schema extends z.ZodType>(schema: Schema, text: string, path: string): z.output<Schema> => {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    problems.push(`${path}: ${z.prettifyError(parsed.error)}`);
    throw parsed.error;
  };

  /** Whether a key was refused; the answer is sent then. */
  const refuses = (request: IncomingMessage, response: ServerResponse, admin: boolean): boolean => {
    const header = request.headers["x-admin-key"] ?? request.headers.authorization;
    const key = String(header ?? "").replace(/^Bearer /, "");
    if (key === ADMIN_KEY || (!admin && key === API_KEY)) return false;
    sendJson(response, 401, { detail: admin ? "Invalid admin key" : "Invalid API key" });
    return true;
  };

  const load = async (folder: string, response: ServerResponse): Promise<void> => {
    if (!existsSync(join(modelDir, folder))) {
      sendJson(response, 400, {
        detail: "Could not find the model path for load. Check model name or config.yml?",
      });
      return;
    }
    const outcome = outcomes.get(folder) ?? "load.sse";
    const bytes = await readFixture(folder === loaded ? "load-again.sse" : outcome);
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
    });
    if (folder !== loaded) loaded = undefined;
    // In pieces that tear events apart, as a network does.
    for (let start = 0; start < bytes.length; start += 37) {
      response.write(bytes.subarray(start, start + 37));
      await sleep(0);
    }
    if (outcome === "load.sse") loaded = folder;
    response.end();
  };

  const noModel = (response: ServerResponse): void =>
    sendJson(response, 503, { detail: "No models are currently loaded." });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? "";
    const text = await readText(request);
    const route = `${request.method} ${path}`;
    if (text !== "" && request.headers["content-type"] !== "application/json")
      problems.push(`${route}: type`);
    const isAdmin = path.startsWith("/v1/model/");
    if (refuses(request, response, isAdmin)) return;
    switch (route) {
      case "POST /v1/model/load": {
        const { model_name: folder } = parse(loadSchema, text, route);
        calls.push(`load ${folder}`);
        return load(folder, response);
      }
      case "POST /v1/model/unload":
        calls.push("unload");
        if (text !== "") problems.push(`${route}: a body`);
        if (loaded === undefined) return noModel(response);
        loaded = undefined;
        return sendJson(response, 200, null);
    }
    if (loaded === undefined) return noModel(response);
    switch (route) {
      case "GET /v1/model":
        return sendJson(response, 200, {
          id: loaded,
          object: "model",
          parameters: { max_seq_len: 8_192, draft: null },
        });
      case "POST /v1/token/encode":
        parse(encodeSchema, text, route);
        return sendJson(response, 200, { tokens, length: tokens.length });
      case "POST /v1/chat/completions":
        parse(chatSchema, text, route);
        response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
        response.write(": ping - 2026-07-20 10:00:00.000000+00:00\r\n\r\n");
        if (answer !== "") response.write(chunk({ content: answer }, null, loaded));
        response.end(`${chunk({}, "stop", loaded)}data: [DONE]\r\n\r\n`);
        return;
      default:
        problems.push(`${route}: no such route`);
        sendJson(response, 404, { detail: "Not Found" });
    }
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      problems.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    problems,
    loaded: () => loaded,
    loadsLike: (folder, outcome) => void outcomes.set(folder, outcome),
    answersWith: (text) => {
      answer = text;
    },
    encodesTo: (next) => {
      tokens = next;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
