import { z } from "zod";
import { hyperparametersSchema } from "../domain/runs/continuous-training.ts";
import { readYaml } from "./read-yaml.ts";

export const trainingConfigSchema = z.strictObject({
  baseModel: z.string().min(1),
  maxEvalSamples: z.int().min(1),
  reportTo: z.array(z.string().min(1)).min(1),
  hyperparameters: hyperparametersSchema.required({
    learningRate: true,
    batchSize: true,
    gradientAccumulationSteps: true,
    maxLength: true,
    loraRank: true,
    loraAlpha: true,
    loraDropout: true,
    seed: true,
  }),
});
export type TrainingConfig = z.infer<typeof trainingConfigSchema>;

/**
 * Reads `configs/training.yaml` or another file of that form.
 *
 * @throws {SetupError} that names the file and each wrong field.
 */
export const readTrainingConfig = (
  file: URL | string = new URL("./training.yaml", import.meta.url),
): Promise<TrainingConfig> => readYaml(file, trainingConfigSchema);
