import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Dialect } from "../../../../models/generation/openai-compatible/dialect.ts";

/** How the server answers a chat completion. */
export type Reply =
  /** A file of test/fixtures/generation, sent in pieces of so many bytes. */
  | { readonly kind: "fixture"; readonly file: string; readonly bytesPerWrite?: number }
  | { readonly kind: "status"; readonly status: number; readonly body: string; readonly type?: string }
  /** Accepts the request and never sends headers. */
  | { readonly kind: "mute" }
  /** Sends so many events of a file, then only pings until the client leaves. */
  | { readonly kind: "stall"; readonly file: string; readonly events: number };

export interface GenerationServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: { readonly path: string; readonly body: unknown }[];
  /** What a real server of this kind would not accept; a test expects none. */
  readonly problems: string[];
  /** Resolves when a client has gone away before its answer was whole. */
  readonly clientLeft: Promise<void>;
  replyWith(reply: Reply): void;
}

const messageSchema = z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() });
const common = {
  messages: z.array(messageSchema).min(1),
  max_tokens: z.int().min(1),
  temperature: z.number().min(0),
  stop: z.array(z.string()).min(1).max(4).optional(),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.literal(true) }),
};
const below1 = z.number().gt(0).lt(1).optional();

/** TGI takes a schema with properties only; OpenAI wants all of them required and no others. */
const objectSchema = z.object({
  type: z.literal("object"),
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).min(1),
  additionalProperties: z.literal(false),
});

/** The bodies that each server takes, as its source defines them, and nothing that it would misread. */
const bodySchemas: Readonly<Record<Dialect, z.ZodType>> = {
  tgi: z.strictObject({
    ...common,
    model: z.literal("tgi"),
    top_p: below1,
    seed: z.int().optional(),
    response_format: z.strictObject({ type: z.literal("json"), value: objectSchema }).optional(),
  }),
  tabby: z.strictObject({ ...common, top_p: below1, json_schema: objectSchema.optional() }),
  openai: z.strictObject({
    ...common,
    model: z.literal("test-model"),
    top_p: below1,
    seed: z.int().optional(),
    response_format: z
      .strictObject({
        type: z.literal("json_schema"),
        json_schema: z.strictObject({
          name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
          schema: objectSchema,
          strict: z.literal(true),
        }),
      })
      .optional(),
  }),
};

const tokenBodies: Readonly<Record<string, z.ZodType>> = {
  "/chat_tokenize": z.strictObject({ model: z.literal("tgi"), messages: z.array(messageSchema) }),
  "/v1/token/encode": z.strictObject({ text: z.array(messageSchema) }),
};

const json: Readonly<Record<Dialect, Readonly<Record<string, unknown>>>> = {
  tgi: {
    "/info": { model_id: "org/model", model_sha: null, max_input_tokens: 2_048, max_total_tokens: 4_096 },
    "/chat_tokenize": { tokenize_response: [1, 2, 3, 4], templated_text: "…" },
  },
  tabby: {
    "/v1/model": { id: "twin-exl3", object: "model", parameters: { max_seq_len: 8_192, draft: null } },
    "/v1/token/encode": { tokens: [1, 2, 3], length: 3 },
  },
  openai: { "/v1/models": { object: "list", data: [{ id: "test-model", max_model_len: 2_048 }] } },
};

/** TGI guards generation only. */
const needsKey = (dialect: Dialect, path: string): boolean =>
  dialect !== "tgi" || path === "/v1/chat/completions";

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text === "" ? undefined : JSON.parse(text);
};

const readFixture = (file: string): Promise<Buffer> =>
  readFile(new URL(`../../../fixtures/generation/${file}`, import.meta.url));

const play = async (response: ServerResponse, reply: Reply): Promise<void> => {
  if (reply.kind === "mute") return;
  if (reply.kind === "status") {
    response.writeHead(reply.status, { "content-type": reply.type ?? "application/json" }).end(reply.body);
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  const bytes = await readFixture(reply.file);
  if (reply.kind === "stall") {
    const events = bytes
      .toString("utf8")
      .split(/(?<=\n\n)/)
      .slice(0, reply.events);
    response.write(events.join(""));
    while (!response.destroyed) {
      response.write(": ping\n\n");
      await sleep(10);
    }
    return;
  }
  const size = reply.bytesPerWrite ?? bytes.length;
  for (let start = 0; start < bytes.length; start += size) {
    response.write(bytes.subarray(start, start + size));
    // One turn of the event loop, so that pieces leave one by one.
    if (size < bytes.length) await sleep(0);
  }
  response.end();
};

/** Starts a server on a free port that checks every request strictly and plays recorded streams byte by byte. */
export const startGenerationServer = async (dialect: Dialect, apiKey: string): Promise<GenerationServer> => {
  const requests: { path: string; body: unknown }[] = [];
  const problems: string[] = [];
  let reply: Reply = { kind: "fixture", file: `${dialect}.sse` };
  const left = Promise.withResolvers<void>();

  const check = (schema: z.ZodType, body: unknown, path: string): void => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) problems.push(`${path}: ${z.prettifyError(parsed.error)}`);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? "";
    const body = await readBody(request);
    requests.push({ path, body });
    response.on("close", () => {
      if (!response.writableFinished) left.resolve();
    });
    if (needsKey(dialect, path) && request.headers.authorization !== `Bearer ${apiKey}`) {
      response.writeHead(401).end(dialect === "tgi" ? "" : JSON.stringify({ detail: "Invalid API key" }));
      return;
    }
    if (body !== undefined && request.headers["content-type"] !== "application/json") {
      problems.push(`${path}: content type ${request.headers["content-type"]}`);
    }
    const expected = body === undefined ? "GET" : "POST";
    if (request.method !== expected) problems.push(`${path}: ${request.method} instead of ${expected}`);
    if (path === "/v1/chat/completions") {
      check(bodySchemas[dialect], body, path);
      await play(response, reply);
      return;
    }
    const known = json[dialect][path];
    const tokenBody = tokenBodies[path];
    if (tokenBody) check(tokenBody, body, path);
    if (dialect === "tgi" && path === "/health") response.writeHead(200).end();
    else if (known === undefined) response.writeHead(404).end(JSON.stringify({ detail: "Not Found" }));
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(known));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => problems.push(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    problems,
    clientLeft: left.promise,
    replyWith: (next) => {
      reply = next;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
