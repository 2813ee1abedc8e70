import type { InstructSample } from "../../../domain/datasets/dataset-version.ts";
import type { ModelResults, Scores } from "../../../domain/evaluation/build-report.ts";
import { type MetricName, metricNames } from "../../../domain/evaluation/report.ts";
import { rougeL } from "../../../domain/evaluation/rouge.ts";
import { type AuthorStyle, styleSimilarity } from "../../../domain/evaluation/style/style-similarity.ts";
import type { Embedder } from "../../../models/embedder.ts";
import type { MeasuredSample } from "./measured-sample.ts";

/** Dot product: of vectors of unit length, their cosine. */
const cosine = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

/** Cosine of the embeddings of answer and reference, in order; undefined where there is no answer. */
const embeddingSimilarities = async (
  embedder: Pick<Embedder, "embed">,
  samples: readonly InstructSample[],
  measured: readonly MeasuredSample[],
  signal: AbortSignal,
): Promise<(number | undefined)[]> => {
  const answers = measured.map(({ answer }) => answer?.text ?? "");
  const { vectors } = await embedder.embed([...samples.map(({ answer }) => answer), ...answers], { signal });
  return answers.map((answer, index) => {
    const reference = vectors[index];
    const own = vectors[samples.length + index];
    return answer === "" || !reference || !own ? undefined : cosine(reference, own);
  });
};

const known = (scores: Readonly<Partial<Record<MetricName, number | null | undefined>>>): Scores => {
  const measured: Partial<Record<MetricName, number>> = {};
  for (const name of metricNames) {
    const score = scores[name];
    if (score !== undefined && score !== null) measured[name] = score;
  }
  return measured;
};

/** Compares what a model wrote with the references, the author's style and the passages. */
export const scoreAnswers = async (
  samples: readonly InstructSample[],
  measured: readonly MeasuredSample[],
  {
    embedder,
    style,
  }: { readonly embedder: Pick<Embedder, "embed">; readonly style: AuthorStyle | undefined },
  signal: AbortSignal,
): Promise<ModelResults> => {
  const similarities = await embeddingSimilarities(embedder, samples, measured, signal);
  const answers = measured.map(({ loss, answer, grounded }, index) => ({
    text: answer?.text ?? "",
    scores: known({
      loss,
      rougeL: answer && rougeL(answer.text, samples[index]?.answer ?? ""),
      embeddingSimilarity: similarities[index],
      style: answer && style && styleSimilarity(style, answer.text),
      groundedness: grounded && (grounded.sentences === 0 ? 0 : grounded.backed / grounded.sentences),
      latency: answer?.seconds,
    }),
  }));
  return { answers, memoryBytes: Math.max(...measured.map(({ memoryBytes }) => memoryBytes)) };
};
