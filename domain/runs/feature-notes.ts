import type { FeatureTotals } from "./feature-totals.ts";

/** Where a run's chunks come from: the model, and the floats per vector. */
interface Model {
  readonly embeddingModel: string;
  readonly dimension: number;
}

const countsOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");

/** What an operator looks for beside the steps' progress, a line each: model, chunk sizes, time per step, documents by author. */
export const featureNotes = (totals: FeatureTotals, { embeddingModel, dimension }: Model): string[] => {
  const notes = [`Embedding model ${embeddingModel}, ${dimension} dimensions`];
  if (totals.chunkSizes) {
    const { min, mean, max } = totals.chunkSizes;
    const { clean, chunk, embed, load } = totals.seconds;
    notes.push(`Chunk sizes ${min} to ${max} characters, ${Math.round(mean)} on average`);
    notes.push(
      `Seconds spent, all batches together: clean ${clean.toFixed(1)}, chunk ${chunk.toFixed(1)}, embed ${embed.toFixed(1)}, load ${load.toFixed(1)}`,
    );
  }
  for (const [author, counts] of Object.entries(totals.documentsByAuthor)) {
    notes.push(`${author}: ${countsOf(counts)}`);
  }
  return notes;
};
