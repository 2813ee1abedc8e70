import { expect, test } from "vitest";
import { createServingAnswerer } from "../../../api/serving/create-serving-answerer.ts";
import type { Lease } from "../../../api/serving/serving.ts";
import { UnavailableError } from "../../../domain/errors.ts";
import { createAnswerer } from "../../../retrieval/answering/create-answerer.ts";
import { readPromptTemplates } from "../../../retrieval/answering/prompt-templates.ts";
import type { AnswerRequest, Retriever } from "../../../retrieval/contract.ts";
import { scoredChunk } from "../../retrieval/answering/scored-chunk.ts";
import { scriptedBackend } from "../../support/scripted-backend.ts";

const templates = await readPromptTemplates();
const request: AnswerRequest = {
  prompt: "What does QLoRA save?",
  template: "linkedin-post",
  retrieval: { mode: "hybrid", limit: 5 },
  generation: { maxTokens: 100, temperature: 0 },
};

/** Asks where it is the turn of a candidate that fails, and tells what happened. */
const ask = async (retrieve: Retriever["retrieve"]) => {
  const happened: string[] = [];
  const lend = (role: Lease["role"], fails?: Error) => async (): Promise<Lease> => ({
    role,
    backend: scriptedBackend({ model: role, msPerWord: 0, ...(fails && { fails }) }),
    [Symbol.dispose]: () => happened.push(`${role} given back`),
  });
  const { answer } = createServingAnswerer({
    serving: {
      acquire: lend("candidate", new Error("no memory")),
      acquireStable: lend("stable"),
    },
    retriever: {
      retrieve: (...asked) => {
        happened.push("retrieved");
        return retrieve(...asked);
      },
    },
    createAnswerer: (parts) => createAnswerer({ ...parts, templates, clock: () => 0, newId: () => "a1" }),
    events: { fellBack: ({ reason }) => happened.push(`fell back: ${reason}`) },
  });
  const answering = (async () => {
    for await (const event of answer(request, new AbortController().signal)) {
      if (event.type === "done") happened.push(`answered by ${event.answer.version}`);
    }
  })();
  await answering.catch((error: unknown) => happened.push(String(error)));
  return happened;
};

test("the stable version answers in place of a candidate that fails, from the same passages", async () => {
  const found = {
    results: [scoredChunk("a", "QLoRA saves a third of the memory.")],
    confidence: 0.7,
    answerable: true,
    timings: { embed: 1, search: 2, rerank: 0 },
    warnings: [],
  };
  expect(await ask(async () => found)).toEqual([
    "retrieved",
    "fell back: no memory",
    "candidate given back",
    "answered by stable",
    "stable given back",
  ]);
});

test("retrieval that fails is no fault of the candidate", async () => {
  const failing = async () => {
    throw new UnavailableError("Qdrant does not answer");
  };
  expect(await ask(failing)).toEqual([
    "retrieved",
    "candidate given back",
    expect.stringContaining("Qdrant does not answer"),
  ]);
});
