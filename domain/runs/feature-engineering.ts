import { z } from "zod";
import { categories, categorySchema } from "../documents.ts";
import { runFailureSchema } from "./failures.ts";

export const featureEngineeringInputSchema = z.strictObject({
  /** Names of the authors whose documents are processed; all of them when left out. */
  authors: z.array(z.string().trim().min(1).max(200)).min(1).max(1_000).optional(),
  categories: z
    .array(categorySchema)
    .min(1)
    .default([...categories]),
  /** Process every document again, the unchanged ones too. */
  full: z.boolean().default(false),
});
export type FeatureEngineeringInput = z.input<typeof featureEngineeringInputSchema>;

/** Chunk lengths, in characters. */
export const chunkSizesSchema = z.object({ min: z.int(), mean: z.number(), max: z.int() });
export type ChunkSizes = z.infer<typeof chunkSizesSchema>;

export const featureEngineeringResultSchema = z.object({
  /** Documents cleaned and embedded in this run. */
  documents: z.int(),
  /** Author name → category → documents processed in this run. */
  documentsByAuthor: z.record(z.string(), z.partialRecord(z.enum(categories), z.int())),
  chunks: z.int(),
  /** Of the chunks of this run; `null` when there were none. */
  chunkSizes: chunkSizesSchema.nullable(),
  /** Documents left alone because neither they nor the way of processing changed. */
  skipped: z.int(),
  /** Documents that could not be processed, and why; the others are not held up. */
  failed: z.int(),
  failures: z.array(runFailureSchema),
  /** Documents removed from the vector store because the warehouse no longer holds them. */
  deleted: z.int(),
  /** Chunks that a changed document no longer has. */
  staleChunks: z.int(),
  embeddingModel: z.string(),
  dimension: z.int(),
  /** Category → the physical collection that this run wrote its chunks to. */
  collections: z.partialRecord(z.enum(categories), z.string()),
  /** Whether that is what searches read now; a run over some authors only does not switch to a new snapshot. */
  serving: z.boolean(),
  /** Seconds spent per step, summed over batches. */
  seconds: z.object({ clean: z.number(), chunk: z.number(), embed: z.number(), load: z.number() }),
  /** Worker identity → documents it processed. */
  workers: z.record(z.string(), z.int()),
});
export type FeatureEngineeringResult = z.infer<typeof featureEngineeringResultSchema>;
