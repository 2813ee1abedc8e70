import { expect, test } from "vitest";
import { z } from "zod";
import { answerSchema, retrievalEventSchema } from "../../../api/contract/generate.ts";
import { chatCompletionChunkSchema, chatCompletionSchema } from "../../../api/contract/openai.ts";
import { createServingAnswerer } from "../../../api/serving/create-serving-answerer.ts";
import type { Lease } from "../../../api/serving/serving.ts";
import { createAnswerer } from "../../../retrieval/answering/create-answerer.ts";
import { readPromptTemplates } from "../../../retrieval/answering/prompt-templates.ts";
import type { RetrievalResult } from "../../../retrieval/contract.ts";
import { scoredChunk } from "../../retrieval/answering/scored-chunk.ts";
import { type Script, scriptedBackend } from "../../support/scripted-backend.ts";
import { postJson, startGateway } from "../support/gateway.ts";

const templates = await readPromptTemplates();

const found: RetrievalResult = {
  results: [scoredChunk("a", "QLoRA saves a third of the memory.")],
  confidence: 0.7,
  answerable: true,
  timings: { embed: 1, search: 2, rerank: 0 },
  warnings: [],
};
const BACKED = "QLoRA saves a third of memory.";

interface Scene {
  readonly candidate: Partial<Script>;
  readonly stable?: Partial<Script>;
  readonly retrieved?: RetrievalResult;
  /** The model that every request names. */
  readonly named?: string;
}

/** A gateway where `ann-v1` is stable and it is the turn of the candidate `ann-v2`, with how each of them answers. */
const openGateway = ({ candidate, stable = {}, retrieved = found }: Scene) => {
  const lend = (role: Lease["role"], model: string, script: Partial<Script>) => async (): Promise<Lease> => ({
    role,
    backend: scriptedBackend({ model, msPerWord: 0, ...script }),
    [Symbol.dispose]: () => undefined,
  });
  const answerer = createServingAnswerer({
    serving: {
      acquire: lend("candidate", "ann-v2", candidate),
      acquireStable: lend("stable", "ann-v1", stable),
    },
    retriever: { retrieve: async () => retrieved },
    createAnswerer: (parts) =>
      createAnswerer({ ...parts, templates, clock: () => performance.now(), newId: () => "a1" }),
    events: { fellBack: () => undefined },
  });
  return startGateway({ answerer, readServedModel: async () => "ann-v1" });
};

const eventData = async (response: Response): Promise<string[]> =>
  [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(([, data = ""]) => data);

/** What each way of asking says about one answer: the version that was asked, and where the words come from. */
const askEveryWay = async (scene: Scene) => {
  await using gateway = await openGateway(scene);
  const model = scene.named;
  const ask = (stream: boolean) =>
    postJson(`${gateway.url}/generate`, { prompt: "What does QLoRA save?", stream, model });
  const complete = (stream: boolean) =>
    postJson(`${gateway.url}/v1/chat/completions`, {
      messages: [{ role: "user", content: "What does QLoRA save?" }],
      stream,
      model,
    });

  const whole = answerSchema.parse(await (await ask(false)).json());
  const events = (await eventData(await ask(true))).map((data): unknown => JSON.parse(data));
  const done = answerSchema.parse(events.at(-1));
  const completion = chatCompletionSchema.parse(await (await complete(false)).json());
  const lines = await eventData(await complete(true));
  expect(lines.pop()).toBe("[DONE]");
  const chunks = z.array(chatCompletionChunkSchema).parse(lines.map((line) => JSON.parse(line)));
  const closing = chunks.at(-1);
  return {
    "/generate": [whole.version, whole.model],
    "/generate, streamed": [done.version, done.model],
    "/generate, before the first token": retrievalEventSchema.parse(events[0]).version,
    "/v1": [completion.model, completion.answered_by],
    "/v1, streamed": [[...new Set(chunks.map(({ model }) => model))].join(), closing?.answered_by],
    warnings: [whole, done, completion, closing].map((from) => from?.warnings?.length),
  };
};

const said = (version: string | null, model: string, warnings: number) => ({
  "/generate": [version, model],
  "/generate, streamed": [version, model],
  "/generate, before the first token": version,
  "/v1": [version ?? "none", model],
  "/v1, streamed": [version ?? "none", model],
  warnings: Array<number>(4).fill(warnings),
});

test("a candidate's answer names the candidate, in every chunk", async () => {
  expect(await askEveryWay({ candidate: { says: BACKED } })).toEqual(said("ann-v2", "ann-v2", 0));
});

test("where the candidate fails, the stable version that answers is named", async () => {
  const candidate = { fails: new Error("broken") };
  expect(await askEveryWay({ candidate, stable: { says: BACKED } })).toEqual(said("ann-v1", "ann-v1", 0));
});

test("who names a version is answered by it, and who names `twin` by whichever's turn it is", async () => {
  const scene = { candidate: { says: BACKED }, stable: { says: BACKED } };
  expect(await askEveryWay({ ...scene, named: "ann-v1" })).toEqual(said("ann-v1", "ann-v1", 0));
  expect(await askEveryWay({ ...scene, named: "twin" })).toEqual(said("ann-v2", "ann-v2", 0));
});

test("quotes name the version whose words they replace", async () => {
  expect(await askEveryWay({ candidate: { says: "Bananas sing." } })).toEqual(
    said("ann-v2", "extractive", 1),
  );
});

test("a refusal says that no version was asked", async () => {
  const retrieved = { ...found, answerable: false, confidence: 0.1 };
  expect(await askEveryWay({ candidate: {}, retrieved })).toEqual(said(null, "none", 0));
});
