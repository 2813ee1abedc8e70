import { z } from "zod";
import { readYaml } from "./read-yaml.ts";

export const retrievalConfigSchema = z.strictObject({
  denseWeight: z.number().min(0).max(1),
  candidates: z.int().min(1).max(1_000),
  perDocument: z.int().min(1).max(1_000),
  threshold: z.number().min(0).max(1),
});
export type RetrievalConfig = z.infer<typeof retrievalConfigSchema>;

/**
 * Reads `configs/retrieval.yaml` or another file of that form.
 *
 * @throws {SetupError} that names the file and each wrong field.
 */
export const readRetrievalConfig = (
  file: URL | string = new URL("./retrieval.yaml", import.meta.url),
): Promise<RetrievalConfig> => readYaml(file, retrievalConfigSchema);
