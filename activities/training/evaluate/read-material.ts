import type { InstructSample } from "../../../domain/datasets/dataset-version.ts";
import type { Missing } from "../../../domain/evaluation/judge-gates.ts";
import { type AuthorStyle, FEWEST_AUTHOR_WORDS } from "../../../domain/evaluation/style/style-similarity.ts";
import type { TrainingActivities } from "../contract.ts";
import type { EvaluateDependencies, EvaluationReaders } from "./dependencies.ts";
import type { Question } from "./measure-sample.ts";
import { readAuthorStyle } from "./read-author-style.ts";
import { readHeldOut } from "./read-held-out.ts";

export type EvaluateInput = Parameters<TrainingActivities["evaluate"]>[0];

/** What models are asked and measured by. */
export interface Material {
  readonly questions: readonly Question[];
  readonly style: AuthorStyle | undefined;
  /** Why metrics cannot be measured with it. */
  readonly missing: Missing["metrics"];
}

/** Finds the passages for each instruction once, so that both models answer from the same ones. */
const findPassages = async (
  { retriever }: Pick<EvaluationReaders, "retriever">,
  samples: readonly InstructSample[],
  { author, limit }: { readonly author: string; readonly limit: number },
  signal: AbortSignal,
): Promise<Question[]> => {
  const questions: Question[] = [];
  for (const sample of samples) {
    const request = { query: sample.instruction, mode: "hybrid", limit, author } as const;
    const { results } = await retriever.retrieve(request, signal);
    questions.push({ sample, results });
  }
  return questions;
};

const explainMissing = (author: string, { questions, style }: Omit<Material, "missing">) => ({
  ...(style === undefined && {
    style: `fewer than ${FEWEST_AUTHOR_WORDS} words by ${author} are among the cleaned articles and posts. Collect more, and run featureEngineering`,
  }),
  ...(questions.every(({ results }) => results.length === 0) && {
    groundedness: `no passage by ${author} was found for any instruction. Collect documents, and run featureEngineering`,
  }),
});

/**
 * Reads the held-out samples, the passages that retrieval finds for them, and the author's style.
 *
 * @throws {InvalidInputError} when the dataset has no usable test split; {UnavailableError} when a store does not answer.
 */
export const readMaterial = async (
  { artefacts, config }: Pick<EvaluateDependencies, "artefacts" | "config">,
  readers: EvaluationReaders,
  input: EvaluateInput,
  signal: AbortSignal,
): Promise<Material> => {
  const { author, datasetId, dataset } = input;
  const samples = await readHeldOut(artefacts, { id: datasetId, artefact: dataset }, input, signal);
  const style = await readAuthorStyle(readers, author);
  const limit = config.answers.passages;
  const questions = await findPassages(readers, samples, { author, limit }, signal);
  return { questions, style, missing: explainMissing(author, { questions, style }) };
};
