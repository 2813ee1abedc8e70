import { z } from "zod";

/** What a model did with one held-out sample; `null` where the sample is too long for the model. */
export const measuredSampleSchema = z.object({
  /** Nats per token of the reference answer. */
  loss: z.number().nullable(),
  /** The model's own answer to the instruction, and the seconds until it was whole. */
  answer: z.object({ text: z.string(), seconds: z.number() }).nullable(),
  /** An answer from retrieved passages: how many of its sentences they back; `null` also where nothing was retrieved. */
  grounded: z.object({ text: z.string(), backed: z.int(), sentences: z.int() }).nullable(),
  /** Bytes that the model takes. */
  memoryBytes: z.number(),
});
export type MeasuredSample = z.infer<typeof measuredSampleSchema>;
