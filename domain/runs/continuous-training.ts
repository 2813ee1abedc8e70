import { z } from "zod";
import { canarySchema, targetSchema } from "../deployment/serving.ts";
import { decisionRecordSchema } from "../registry/approval.ts";
import { deploymentResultSchema } from "./deployment.ts";
import { durationSchema } from "./duration.ts";

/** Methods of fine-tuning. */
export const methods = ["lora"] as const;

/** How the model is trained; every field has a default in configs/training.yaml. */
export const hyperparametersSchema = z.strictObject({
  /** Optimizer steps; takes the place of `epochs`. */
  steps: z.int().min(1).max(1_000_000).optional(),
  epochs: z.number().gt(0).max(100).optional(),
  learningRate: z.number().gt(0).max(1).optional(),
  batchSize: z.int().min(1).max(1_024).optional(),
  gradientAccumulationSteps: z.int().min(1).max(1_024).optional(),
  /** Longest sample, in tokens. */
  maxLength: z.int().min(16).max(131_072).optional(),
  loraRank: z.int().min(1).max(1_024).optional(),
  loraAlpha: z.int().min(1).max(4_096).optional(),
  loraDropout: z.number().min(0).lt(1).optional(),
  /** Steps between checkpoints, and between evaluations. */
  saveEvery: z.int().min(1).optional(),
  evalEvery: z.int().min(1).optional(),
  /** Evaluations without improvement after which training stops. */
  earlyStoppingPatience: z.int().min(1).optional(),
  seed: z.int().min(0).optional(),
});
export type Hyperparameters = z.output<typeof hyperparametersSchema>;

export const continuousTrainingInputSchema = z.strictObject({
  author: z.string().trim().min(1).max(200),
  /** Id of a dataset version; the author's newest instruct dataset when left out. */
  dataset: z.string().trim().min(1).max(300).optional(),
  /** A model of the catalogue, a folder, or a name on the hub; that of configs/training.yaml when left out. */
  baseModel: z.string().trim().min(1).max(500).optional(),
  method: z.enum(methods).default("lora"),
  hyperparameters: hyperparametersSchema.default({}),
  /** GGUF type that will serve, such as Q8_0 or Q4_K_M. */
  quantization: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,15}$/, "must be a GGUF type such as Q8_0")
    .default("Q8_0"),
  evaluation: z
    .strictObject({
      /** Held-out samples that both models answer. */
      samples: z.int().min(2).max(1_000).default(24),
      seed: z.int().min(0).default(42),
    })
    .prefault({}),
  approval: z
    .strictObject({
      /** Time after which the candidate is rejected and nothing else changes. */
      timeout: durationSchema.default("72h"),
      /** Time after which a pending decision is brought to mind again. */
      remindAfter: durationSchema.default("24h"),
    })
    .prefault({}),
  /** Deploy an approved version at once; left out, it waits at stage `approved`. */
  deploy: z
    .strictObject({ target: targetSchema.default("local"), canary: canarySchema.prefault({}) })
    .optional(),
  /**
   * End at once, without a model, when the dataset was trained on before. For schedules: without a `dataset` the run
   * hands the newest one over to the run whose workflow id names it, or joins that, and ends.
   */
  onlyNewDataset: z.boolean().default(false),
});
export type ContinuousTrainingInput = z.input<typeof continuousTrainingInputSchema>;

export const continuousTrainingResultSchema = z.object({
  dataset: z.string(),
  /** The registered version; `null` when there was nothing new to train on, or another run does it. */
  version: z.string().nullable(),
  stage: z.string().nullable(),
  decision: decisionRecordSchema.nullable(),
  reportSha256: z.string().nullable(),
  deployment: deploymentResultSchema.nullable(),
  /** Workflow id of the run that trains in place of this one. */
  training: z.string().nullable().optional(),
});
export type ContinuousTrainingResult = z.infer<typeof continuousTrainingResultSchema>;

/**
 * What a run comes to that has trained nothing itself.
 *
 * @param training workflow id of the run that does; `null` where there was nothing new to train on.
 */
export const untrained = (dataset: string, training: string | null): ContinuousTrainingResult => ({
  dataset,
  version: null,
  stage: null,
  decision: null,
  reportSha256: null,
  deployment: null,
  training,
});
