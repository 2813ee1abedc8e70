import type { EvaluationConfig } from "../../../configs/gates.ts";
import type { ScoredChunk } from "../../../domain/chunks.ts";
import type { InstructSample } from "../../../domain/datasets/dataset-version.ts";
import { InvalidInputError } from "../../../domain/errors.ts";
import type { PromptTemplate } from "../../../retrieval/answering/prompt-templates.ts";
import { answerFromPassages } from "./answer-from-passages.ts";
import { collectText } from "./collect-text.ts";
import type { EvaluatedModel } from "./evaluated-model.ts";
import type { MeasuredSample } from "./measured-sample.ts";

/** A held-out sample with the passages that retrieval finds for its instruction. */
export interface Question {
  readonly sample: InstructSample;
  readonly results: readonly ScoredChunk[];
}

/** What is the same for every sample and for both models. */
export interface Conditions {
  readonly author: string;
  readonly answers: EvaluationConfig["answers"];
  readonly template: PromptTemplate;
  readonly seed: number;
  readonly now: () => number;
}

/** A result, or null when a text is too long for the model, which is no reason to evaluate nothing. */
const unlessTooLong = async <Result>(work: Promise<Result>): Promise<Result | null> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof InvalidInputError) return null;
    throw error;
  }
};

/** Has a model foresee the reference answer, answer by itself, and answer from passages, all greedily. */
export const measureSample = async (
  { backend, scorer, memoryBytes }: EvaluatedModel,
  { sample, results }: Question,
  { author, answers, template, seed, now }: Conditions,
  signal: AbortSignal,
): Promise<MeasuredSample> => {
  const { instruction } = sample;
  const messages = [{ role: "user", content: instruction }] as const;
  const answerAlone = async () => {
    const start = now();
    const request = { messages, maxTokens: answers.maxTokens, temperature: 0, seed };
    const text = await collectText(backend.stream(request, signal));
    return { text, seconds: (now() - start) / 1_000 };
  };
  const score = await unlessTooLong(scorer.score(messages, sample.answer, signal));
  const answer = await unlessTooLong(answerAlone());
  const maxTokens = answers.groundedMaxTokens;
  const grounded = await unlessTooLong(
    answerFromPassages(backend, template, { instruction, author, results, maxTokens, seed }, signal),
  );
  return { loss: score?.loss ?? null, answer, grounded, memoryBytes };
};
