import { z } from "zod";
import { readYaml } from "./read-yaml.ts";

const share = z.number().gt(0).max(1);
const rangeSchema = z
  .strictObject({ min: z.int().min(1), max: z.int().min(1) })
  .refine(({ min, max }) => min <= max, { error: "min must not be above max" });
const lengthSchema = z.strictObject({ characters: rangeSchema, words: rangeSchema });
const likenessSchema = z.strictObject({ shingle: z.int().min(1).max(20), threshold: share });
const bothSchema = z.strictObject({ instruction: likenessSchema, answer: likenessSchema });

export const datasetsConfigSchema = z.strictObject({
  generation: z.strictObject({
    extract: z.int().min(200).max(100_000),
    shortestExtract: z.int().min(1),
    tokensPerSample: z.int().min(32).max(8_192),
    temperature: z.number().min(0).max(2),
    topP: share,
  }),
  length: z.strictObject({ instruction: lengthSchema, answer: lengthSchema }),
  duplicates: bothSchema,
  groundedness: z.number().min(0).max(1),
  split: z.strictObject({ similarDocuments: share, related: bothSchema }),
  imports: z.strictObject({
    maxSamples: z.int().min(1),
    maxSampleBytes: z.int().min(1_000),
    attribution: likenessSchema,
  }),
});
export type DatasetsConfig = z.infer<typeof datasetsConfigSchema>;

/**
 * Reads `configs/datasets.yaml` or another file of that form.
 *
 * @throws {SetupError} that names the file and each wrong field.
 */
export const readDatasetsConfig = (
  file: URL | string = new URL("./datasets.yaml", import.meta.url),
): Promise<DatasetsConfig> => readYaml(file, datasetsConfigSchema);
