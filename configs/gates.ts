import { z } from "zod";
import { gatesSchema } from "../domain/evaluation/gates.ts";
import { readYaml } from "./read-yaml.ts";

export const evaluationConfigSchema = z.strictObject({
  answers: z.strictObject({
    maxTokens: z.int().min(1).max(4_096),
    groundedMaxTokens: z.int().min(1).max(4_096),
    passages: z.int().min(1).max(50),
  }),
  gates: gatesSchema,
});
export type EvaluationConfig = z.output<typeof evaluationConfigSchema>;

/**
 * Reads `configs/gates.yaml` or another file of that form.
 *
 * @throws {SetupError} that names the file and each wrong field.
 */
export const readEvaluationConfig = (
  file: URL | string = new URL("./gates.yaml", import.meta.url),
): Promise<EvaluationConfig> => readYaml(file, evaluationConfigSchema);
