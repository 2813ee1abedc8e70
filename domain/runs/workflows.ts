import type { z } from "zod";
import { continuousTrainingInputSchema, continuousTrainingResultSchema } from "./continuous-training.ts";
import { datasetGenerationInputSchema, datasetGenerationResultSchema } from "./dataset-generation.ts";
import { deploymentInputSchema, deploymentResultSchema } from "./deployment.ts";
import { ANY_AUTHOR, etlInputSchema, etlResultSchema } from "./etl.ts";
import { featureEngineeringInputSchema, featureEngineeringResultSchema } from "./feature-engineering.ts";
import { twinInputSchema, twinResultSchema } from "./twin.ts";

/** One kind of run: its input and result, and the workflow id that makes a second start of the same work join the first. */
export interface RunKind {
  readonly input: z.ZodType;
  readonly result: z.ZodType;
  /** Workflow id for an input that `input` has parsed. */
  readonly workflowId: (input: never) => string;
}

const scope = (names: readonly string[] | undefined): string => (names ? [...names].sort().join(",") : "all");

/** The public workflow types, by name. */
export const runKinds = {
  etl: {
    input: etlInputSchema,
    result: etlResultSchema,
    workflowId: (input: z.output<typeof etlInputSchema>) =>
      input.author === ANY_AUTHOR
        ? `etl:${input.sources.map((source) => (source.kind === "upload" ? source.id.slice(0, 12) : source.kind)).join(",") || "any"}`
        : `etl:${input.author}`,
  },
  featureEngineering: {
    input: featureEngineeringInputSchema,
    result: featureEngineeringResultSchema,
    workflowId: (input: z.output<typeof featureEngineeringInputSchema>) => `features:${scope(input.authors)}`,
  },
  datasetGeneration: {
    input: datasetGenerationInputSchema,
    result: datasetGenerationResultSchema,
    workflowId: (input: z.output<typeof datasetGenerationInputSchema>) =>
      input.upload
        ? `dataset:import:${input.upload.slice(0, 12)}`
        : `dataset:${input.author ?? scope(input.authors)}:${input.kind}`,
  },
  continuousTraining: {
    input: continuousTrainingInputSchema,
    result: continuousTrainingResultSchema,
    workflowId: (input: z.output<typeof continuousTrainingInputSchema>) =>
      `training:${input.author}:${input.dataset ?? "newest"}`,
  },
  deployment: {
    input: deploymentInputSchema,
    result: deploymentResultSchema,
    workflowId: (input: z.output<typeof deploymentInputSchema>) => `deployment:${input.target}`,
  },
  twin: {
    input: twinInputSchema,
    result: twinResultSchema,
    workflowId: (input: z.output<typeof twinInputSchema>) => `twin:${input.author}`,
  },
} as const satisfies Record<string, RunKind>;

export type RunKindName = keyof typeof runKinds;
