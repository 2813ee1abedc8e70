import { createHash } from "node:crypto";
import { z } from "zod";
import type { Registry } from "../../../stores/registry.ts";

/** What was generated from an extract or a document. */
const keptSamplesSchema = z.object({
  samples: z.array(z.object({ instruction: z.string(), answer: z.string() })),
  /** Samples that were asked for and came out as no sample. */
  malformed: z.int().min(0),
});
export type KeptSamples = z.infer<typeof keptSamplesSchema>;

/** The hash under which samples are kept: of all that they were made from and by. */
export const hashOf = (...made: readonly (string | number)[]): string =>
  createHash("sha256").update(JSON.stringify(made)).digest("hex");

/** Samples that were kept under a hash. What cannot be read counts as not there: it is made again. */
export const readKept = async (registry: Registry, hash: string): Promise<KeptSamples | undefined> => {
  const json = await registry.readSamples(hash);
  if (json === undefined) return undefined;
  try {
    return keptSamplesSchema.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
};

/** Keeps samples under the hash of what they were made from and by. */
export const keep = (registry: Registry, hash: string, samples: KeptSamples): Promise<void> =>
  registry.writeSamples(hash, JSON.stringify(samples));
