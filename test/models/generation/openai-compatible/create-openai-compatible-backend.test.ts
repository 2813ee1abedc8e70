import { afterEach, describe, expect, it } from "vitest";
import { InvalidInputError, SetupError, UnavailableError } from "../../../../domain/errors.ts";
import { createOpenAiCompatibleBackend } from "../../../../models/generation/openai-compatible/create-openai-compatible-backend.ts";
import type { Dialect } from "../../../../models/generation/openai-compatible/dialect.ts";
import type { GenerationBackend, GenerationEvent, GenerationRequest } from "../../../../models/generation.ts";
import { type GenerationServer, startGenerationServer } from "../servers/start-generation-server.ts";

const KEY = "secret-key-0123456789";
const request: GenerationRequest = {
  messages: [
    { role: "system", content: "You answer." },
    { role: "user", content: "Hello?" },
  ],
  maxTokens: 64,
  temperature: 0,
};
const full: GenerationRequest = { ...request, temperature: 0.7, topP: 0.9, seed: 7, stop: ["\n\n"] };

const opened: AsyncDisposable[] = [];
afterEach(async () => {
  for (const resource of opened.splice(0).toReversed()) await resource[Symbol.asyncDispose]();
});

const open = async (
  dialect: Dialect,
  options: {
    apiKey?: string;
    timeouts?: { connect: number; firstEvent: number; idle: number };
    path?: string;
  } = {},
): Promise<{ server: GenerationServer; backend: GenerationBackend }> => {
  const server = await startGenerationServer(dialect, KEY);
  const backend = createOpenAiCompatibleBackend({
    dialect,
    url: `${server.url}${options.path ?? ""}`,
    apiKey: options.apiKey ?? KEY,
    model: "test-model",
    fetch,
    ...(options.timeouts ? { timeouts: options.timeouts } : {}),
  });
  opened.push(server, backend);
  return { server, backend };
};

const collect = async (events: AsyncIterable<GenerationEvent>): Promise<{ text: string; end: unknown }> => {
  let text = "";
  let end: GenerationEvent | undefined;
  for await (const event of events) {
    if (end) throw new Error("an event after the end");
    if (event.type === "end") end = event;
    else text += event.text;
  }
  return { text, end };
};

const run = (backend: GenerationBackend, what = request) =>
  collect(backend.stream(what, new AbortController().signal));

const usage = { promptTokens: 14, completionTokens: 3 };

describe("streams", () => {
  for (const dialect of ["tgi", "tabby", "openai"] as const) {
    for (const bytesPerWrite of [1, 7, 100_000]) {
      it(`of ${dialect} in pieces of ${bytesPerWrite} bytes give whole characters and exact usage`, async () => {
        const { server, backend } = await open(dialect);
        server.replyWith({ kind: "fixture", file: `${dialect}.sse`, bytesPerWrite });
        const { text, end } = await run(backend, full);
        expect(text).toBe("Olá 日本語 🎉");
        expect(end).toEqual({ type: "end", finishReason: "stop", usage });
        expect(server.problems).toEqual([]);
      });
    }
  }

  it.each([
    ["tgi-without-space.sse", "Hi there", "stop"],
    ["tgi-length.sse", "Hi there", "length"],
  ])("reads %s", async (file, expected, finishReason) => {
    const { server, backend } = await open("tgi");
    server.replyWith({ kind: "fixture", file });
    expect(await run(backend)).toEqual({ text: expected, end: { type: "end", finishReason, usage } });
  });

  it("estimates usage upwards where the server sends none, and needs no [DONE]", async () => {
    const { server, backend } = await open("openai");
    server.replyWith({ kind: "fixture", file: "openai-without-usage-or-done.sse" });
    const { text, end } = await run(backend);
    expect(text).toBe("Hi there");
    expect(end).toEqual({
      type: "end",
      finishReason: "stop",
      usage: { promptTokens: 25, completionTokens: 4 },
    });
  });

  it("takes a base URL with /v1, too", async () => {
    const { server, backend } = await open("openai", { path: "/v1/" });
    expect((await run(backend)).text).toBe("Olá 日本語 🎉");
    expect(server.requests.map(({ path }) => path)).toEqual(["/v1/chat/completions"]);
  });
});

describe("a JSON schema", () => {
  const jsonSchema = {
    type: "object",
    properties: { ready: { type: "boolean" } },
    required: ["ready"],
    additionalProperties: false,
  };

  it.each([
    ["tgi", { response_format: { type: "json", value: jsonSchema } }],
    ["tabby", { json_schema: jsonSchema }],
    [
      "openai",
      {
        response_format: {
          type: "json_schema",
          json_schema: { name: "answer", schema: jsonSchema, strict: true },
        },
      },
    ],
  ] as const)("goes to %s as it takes one", async (dialect, fields) => {
    const { server, backend } = await open(dialect);
    await run(backend, { ...request, jsonSchema });
    expect(server.problems).toEqual([]);
    expect(server.requests[0]?.body).toMatchObject(fields);
  });
});

describe("failures after HTTP 200", () => {
  it.each([
    ["tgi", "tgi-overloaded.sse", UnavailableError, /while generating: Model is overloaded/],
    ["tgi", "tgi-invalid.sse", InvalidInputError, /5000 `inputs` tokens/],
    ["tgi", "tgi-native-error.sse", InvalidInputError, /strictly positive/],
    ["tgi", "tgi-error-midway.sse", UnavailableError, /while generating: .*out of memory/],
    ["tgi", "cut-off.sse", UnavailableError, /before the answer was complete/],
    ["tgi", "cut-off-done.sse", UnavailableError, /before the answer was complete/],
    ["openai", "not-json.sse", UnavailableError, /no chat completion/],
    ["openai", "aborted.sse", UnavailableError, /"abort"/],
    ["tabby", "tabby-error.sse", UnavailableError, /while generating: .*unloaded/],
    ["tabby", "tabby-too-long.sse", InvalidInputError, /greater than max_seq_len/],
  ] as const)("%s: %s", async (dialect, file, type, message) => {
    const { server, backend } = await open(dialect);
    server.replyWith({ kind: "fixture", file });
    const failure = run(backend);
    await expect(failure).rejects.toBeInstanceOf(type);
    await expect(failure).rejects.toThrow(message);
  });
});

describe("failures by status", () => {
  it.each([
    [
      422,
      '{"error":"Input validation error: too long","error_type":"validation"}',
      InvalidInputError,
      /too long/,
    ],
    [422, "Failed to deserialize the JSON body", InvalidInputError, /deserialize/],
    [422, '{"detail":[{"type":"x","loc":["body","n"],"msg":"bad"}]}', InvalidInputError, /body\.n: bad/],
    [
      400,
      '{"error":{"message":"too many tokens","code":"context_length_exceeded"}}',
      InvalidInputError,
      /many/,
    ],
    [404, '{"detail":"Not Found"}', SetupError, /no such route or model/],
    [429, '{"error":"Model is overloaded","error_type":"overloaded"}', UnavailableError, /overloaded/],
    [424, '{"error":"Request failed","error_type":"generation"}', UnavailableError, /Request failed/],
    [503, '{"detail":"No models are currently loaded."}', UnavailableError, /No models/],
    [500, "", UnavailableError, /no reason given/],
  ] as const)("%d %s", async (status, body, type, message) => {
    const { server, backend } = await open("openai");
    server.replyWith({ kind: "status", status, body });
    const failure = run(backend);
    await expect(failure).rejects.toBeInstanceOf(type);
    await expect(failure).rejects.toThrow(message);
  });

  it("a refused key says which setting to check", async () => {
    const { backend } = await open("tabby", { apiKey: "wrong" });
    await expect(run(backend)).rejects.toThrow(/GENERATION_API_KEY.*Invalid API key/);
  });

  it("never shows the key, even when the server repeats it", async () => {
    const { server, backend } = await open("openai");
    server.replyWith({ kind: "status", status: 400, body: JSON.stringify({ detail: `bad ${KEY}` }) });
    await expect(run(backend)).rejects.toThrow(/bad \[key\]/);
  });

  it("refuses an address with a password", () => {
    const url = "http://me:hush@localhost:1";
    const create = () => createOpenAiCompatibleBackend({ dialect: "tgi", url, model: "m", fetch });
    expect(create).toThrow(SetupError);
    expect(create).not.toThrow(/hush/);
  });

  it("an unreachable server is unavailable and named", async () => {
    const { server, backend } = await open("tgi");
    await server[Symbol.asyncDispose]();
    opened.splice(0, 1);
    await expect(run(backend)).rejects.toThrow(/127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED/);
  });
});

describe("silence and leaving", () => {
  const timeouts = { connect: 5_000, firstEvent: 5_000, idle: 5_000 };

  it("gives up on a server that never answers", async () => {
    const { server, backend } = await open("tgi", { timeouts: { ...timeouts, connect: 50 } });
    server.replyWith({ kind: "mute" });
    await expect(run(backend)).rejects.toThrow(/did not answer for 0.05 seconds/);
    await server.clientLeft;
  });

  it.each([
    [0, "firstEvent", /sent no token/],
    [1, "idle", /fell silent/],
  ] as const)("gives up after %d events although pings come", async (events, wait, message) => {
    const { server, backend } = await open("openai", { timeouts: { ...timeouts, [wait]: 50 } });
    server.replyWith({ kind: "stall", file: "openai.sse", events });
    const failure = run(backend);
    await expect(failure).rejects.toBeInstanceOf(UnavailableError);
    await expect(failure).rejects.toThrow(message);
    await server.clientLeft;
  });

  it("an abort throws its reason and closes the connection", async () => {
    const { server, backend } = await open("openai");
    server.replyWith({ kind: "stall", file: "openai.sse", events: 2 });
    const controller = new AbortController();
    const reason = new Error("the user left");
    const reading = (async () => {
      for await (const _event of backend.stream(request, controller.signal)) controller.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
    await server.clientLeft;
  });

  it("a consumer that stops closes the connection", async () => {
    const { server, backend } = await open("openai");
    server.replyWith({ kind: "stall", file: "openai.sse", events: 2 });
    for await (const event of backend.stream(request, new AbortController().signal)) {
      expect(event).toEqual({ type: "text-delta", text: "Olá " });
      break;
    }
    await server.clientLeft;
  });
});

describe("the rest of the API", () => {
  it.each([
    ["tgi", { model: "org/model", contextTokens: 4_096 }, 4],
    ["tabby", { model: "twin-exl3", contextTokens: 8_192 }, 11],
    ["openai", { model: "test-model", contextTokens: 2_048 }, 25],
  ] as const)("%s tells model and tokens, and is ready", async (dialect, description, tokens) => {
    const { server, backend } = await open(dialect);
    expect(await backend.describe()).toEqual(description);
    expect(await backend.countTokens(request.messages)).toBe(tokens);
    await backend.ready();
    expect(server.problems).toEqual([]);
  });

  it.each([
    ["tgi", 1],
    ["tabby", 2],
    ["openai", 1],
  ] as const)(
    "%s is asked for its model again only where it may change meanwhile",
    async (dialect, times) => {
      const { server, backend } = await open(dialect);
      expect(await backend.describe()).toEqual(await backend.describe());
      expect(server.requests).toHaveLength(times);
    },
  );

  it("TabbyAPI is not ready while it cannot generate, however healthy it says it is", async () => {
    const { server, backend } = await open("tabby");
    server.replyWith({ kind: "fixture", file: "tabby-error.sse" });
    await expect(backend.ready()).rejects.toBeInstanceOf(UnavailableError);
  });
});
