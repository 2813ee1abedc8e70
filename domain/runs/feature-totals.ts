import type { Category } from "../documents.ts";
import { addCounts } from "./etl-totals.ts";
import { joinFailures, type RunFailure } from "./failures.ts";
import type { ChunkSizes, FeatureEngineeringResult } from "./feature-engineering.ts";

/** What one batch of documents came to. */
export interface BatchOutcome {
  readonly worker: string;
  readonly documents: number;
  /** Author name → category → documents. */
  readonly documentsByAuthor: FeatureEngineeringResult["documentsByAuthor"];
  readonly chunks: number;
  readonly staleChunks: number;
  readonly chunkSizes: ChunkSizes | null;
  readonly failures: readonly RunFailure[];
  readonly seconds: FeatureEngineeringResult["seconds"];
}

/** What all batches so far came to; carried along when a run continues as new. */
export type FeatureTotals = Omit<
  FeatureEngineeringResult,
  "embeddingModel" | "dimension" | "collections" | "serving"
>;

export const emptyFeatureTotals: FeatureTotals = {
  documents: 0,
  documentsByAuthor: {},
  chunks: 0,
  chunkSizes: null,
  skipped: 0,
  failed: 0,
  failures: [],
  deleted: 0,
  staleChunks: 0,
  seconds: { clean: 0, chunk: 0, embed: 0, load: 0 },
  workers: {},
};

/** Sizes of a list of texts, in characters; `null` for none. */
export const sizesOf = (lengths: readonly number[]): ChunkSizes | null =>
  lengths.length === 0
    ? null
    : {
        min: lengths.reduce((least, length) => Math.min(least, length)),
        mean: lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
        max: lengths.reduce((most, length) => Math.max(most, length)),
      };

const addSizes = (
  left: { sizes: ChunkSizes | null; count: number },
  right: { sizes: ChunkSizes | null; count: number },
): ChunkSizes | null => {
  if (!left.sizes || !right.sizes) return left.sizes ?? right.sizes;
  const total = left.sizes.mean * left.count + right.sizes.mean * right.count;
  return {
    min: Math.min(left.sizes.min, right.sizes.min),
    mean: total / (left.count + right.count),
    max: Math.max(left.sizes.max, right.sizes.max),
  };
};

const addAuthors = (
  left: FeatureTotals["documentsByAuthor"],
  right: FeatureTotals["documentsByAuthor"],
): FeatureTotals["documentsByAuthor"] => {
  const sum = { ...left };
  for (const [author, counts] of Object.entries(right)) {
    sum[author] = addCounts<Category>(sum[author] ?? {}, counts);
  }
  return sum;
};

/** Adds what one batch came to. */
export const addBatch = (totals: FeatureTotals, batch: BatchOutcome): FeatureTotals => ({
  ...totals,
  documents: totals.documents + batch.documents,
  documentsByAuthor: addAuthors(totals.documentsByAuthor, batch.documentsByAuthor),
  chunkSizes: addSizes(
    { sizes: totals.chunkSizes, count: totals.chunks },
    { sizes: batch.chunkSizes, count: batch.chunks },
  ),
  chunks: totals.chunks + batch.chunks,
  staleChunks: totals.staleChunks + batch.staleChunks,
  failed: totals.failed + batch.failures.length,
  failures: joinFailures(totals.failures, batch.failures),
  seconds: {
    clean: totals.seconds.clean + batch.seconds.clean,
    chunk: totals.seconds.chunk + batch.seconds.chunk,
    embed: totals.seconds.embed + batch.seconds.embed,
    load: totals.seconds.load + batch.seconds.load,
  },
  workers: { ...totals.workers, [batch.worker]: (totals.workers[batch.worker] ?? 0) + batch.documents },
});
