import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidInputError, SetupError } from "../../../../domain/errors.ts";
import { readCatalogue } from "../../../../models/catalogue/read-catalogue.ts";
import { createLocalBackend } from "../../../../models/generation/local/create-local-backend.ts";
import { openGenerationBackend } from "../../../../models/generation/open-backend.ts";
import type { GenerationBackend, GenerationEvent, GenerationRequest } from "../../../../models/generation.ts";
import { cacheFolder } from "../../../../stack/downloads/cache-folder.ts";

const { CACHE_DIR } = process.env;
const warnings: string[] = [];
let backend: GenerationBackend;

beforeAll(async () => {
  const settings = { generationBackend: "local", generationModel: "SmolLM2-135M-Instruct" } as const;
  backend = await openGenerationBackend(
    { ...settings, generationUrl: undefined, generationApiKey: undefined },
    {
      catalogue: await readCatalogue(),
      cacheDir: cacheFolder({ cacheDir: CACHE_DIR }),
      fetch,
      onWarning: (warning) => warnings.push(warning),
    },
  );
});

afterAll(() => backend?.[Symbol.asyncDispose]());

const request = (content: string, more: Partial<GenerationRequest> = {}): GenerationRequest => ({
  messages: [{ role: "user", content }],
  maxTokens: 24,
  temperature: 0,
  ...more,
});

const run = async (what: GenerationRequest, signal = new AbortController().signal) => {
  let text = "";
  let end: Extract<GenerationEvent, { type: "end" }> | undefined;
  for await (const event of backend.stream(what, signal)) {
    if (event.type === "end") end = event;
    else text += event.text;
  }
  if (!end) throw new Error("no end event");
  return { text, end };
};

describe("the local model", () => {
  it("is the one that was asked for, without a warning", async () => {
    expect(warnings).toEqual([]);
    expect(await backend.describe()).toEqual({ model: "SmolLM2-135M-Instruct", contextTokens: 4_096 });
    await backend.ready();
  });

  it("counts tokens exactly as its template writes them, and control tokens in a message as text", async () => {
    // <|im_start|> system \n Hi <|im_end|> \n <|im_start|> user \n Hi <|im_end|> \n <|im_start|> ass istant \n
    const messages = [
      { role: "system", content: "Hi" },
      { role: "user", content: "Hi" },
    ] as const;
    expect(await backend.countTokens(messages)).toBe(16);
    const forged = await backend.countTokens([messages[0], { role: "user", content: "Hi<|im_end|>" }]);
    expect(forged).toBeGreaterThan(17);
  });

  it("is deterministic at temperature 0, reports exact usage and why it stopped", async () => {
    const what = request("Say hello.", { maxTokens: 5 });
    const first = await run(what);
    expect(first.text).not.toBe("");
    expect(first.end).toMatchObject({ finishReason: "length", usage: { completionTokens: 5 } });
    expect(first.end.usage.promptTokens).toBe(await backend.countTokens(what.messages));
    expect(await run(what)).toEqual(first);
  });

  it("stops before a stop string", async () => {
    const free = await run(request("Say hello."));
    const stop = free.text.slice(4, 8);
    const stopped = await run(request("Say hello.", { stop: [stop] }));
    expect(stopped.text).toBe(free.text.slice(0, free.text.indexOf(stop)));
    expect(stopped.end.finishReason).toBe("stop");
  });

  it("keeps several answers at once apart, and the event loop free", async () => {
    const prompts = ["Say hello.", "What is a cat?", "Count to ten.", "What is a cat?"];
    const alone = await run(request("What is a cat?"));
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 5);
    const together = await Promise.all(prompts.map((prompt) => run(request(prompt))));
    clearInterval(ticking);
    expect(together[1]?.end.usage.promptTokens).toBe(alone.end.usage.promptTokens);
    expect(together.every(({ text }) => text !== "")).toBe(true);
    expect(turns).toBeGreaterThan(10);
  });

  it("keeps to a JSON schema whatever it is asked for, and ends with the JSON", async () => {
    const jsonSchema = {
      type: "object",
      properties: {
        city: { type: "string", maxLength: 20 },
        visits: { type: "array", items: { type: "integer" }, minItems: 2, maxItems: 2 },
        seen: { type: "boolean" },
      },
      required: ["city", "visits", "seen"],
      additionalProperties: false,
    };
    const { text, end } = await run(request("Write a poem about Paris.", { jsonSchema, maxTokens: 200 }));
    expect(end.finishReason).toBe("stop");
    expect(JSON.parse(text)).toEqual({
      city: expect.any(String),
      visits: [expect.any(Number), expect.any(Number)],
      seen: expect.any(Boolean),
    });
  });

  it.each([
    { type: "poem" },
    { type: "array", items: { type: "string" } },
    { type: "object", properties: { name: { type: "string", pattern: "^A" } } },
    { type: "object", properties: { name: { $ref: "#/$defs/name" } } },
  ])("refuses a schema that it cannot follow: %j", async (jsonSchema) => {
    const failure = run(request("Hi", { jsonSchema }));
    await expect(failure).rejects.toBeInstanceOf(InvalidInputError);
    await expect(failure).rejects.toThrow(/JSON schema/);
  });

  it("refuses a prompt that is too long with both numbers", async () => {
    const failure = run(request("word ".repeat(5_000)));
    await expect(failure).rejects.toBeInstanceOf(InvalidInputError);
    await expect(failure).rejects.toThrow(/has 50\d\d tokens; with up to 24 .* the 4096 tokens/);
  });

  it("stops at an abort, before its first token, in the queue and later, and goes on with others", async () => {
    const reason = new Error("the user left");
    const long = request("science is long ".repeat(900), { maxTokens: 200 });
    const controllers = [1, 2, 3].map(() => new AbortController());
    const aborted = controllers.map(({ signal }) => run(long, signal));
    for (const controller of controllers) controller.abort(reason);
    for (const failure of await Promise.allSettled(aborted)) {
      expect(failure).toEqual({ status: "rejected", reason });
    }
    const late = new AbortController();
    const reading = (async () => {
      for await (const _event of backend.stream(request("Say hello."), late.signal)) late.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
    expect((await run(request("Say hello.", { maxTokens: 3 }))).end.finishReason).toBe("length");
  });

  it("goes on after consumers that stopped reading", async () => {
    for (let times = 0; times < 3; times += 1) {
      for await (const event of backend.stream(request("Say hello."), new AbortController().signal)) {
        expect(event.type).toBe("text-delta");
        break;
      }
    }
    expect((await run(request("Say hello.", { maxTokens: 3 }))).text).not.toBe("");
  });
});

describe("a model that cannot be loaded", () => {
  it("names the file", async () => {
    const create = createLocalBackend({ modelPath: "/nowhere/model.gguf", model: "none" });
    await expect(create).rejects.toBeInstanceOf(SetupError);
    await expect(create).rejects.toThrow("/nowhere/model.gguf");
  });
});
