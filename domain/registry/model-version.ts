import { z } from "zod";
import { artefactSchema } from "./artefact.ts";

/** Where a version is in its life: registered, let through by a human, serving, served once, turned down. */
export const stages = ["candidate", "approved", "production", "archived", "rejected"] as const;
export const stageSchema = z.enum(stages);
export type Stage = z.infer<typeof stageSchema>;

/** One point of a training run; a loss that was not measured at this step is `null`. Losses in nats per token. */
export const lossPointSchema = z.object({
  step: z.int().min(0),
  loss: z.number().nullable(),
  evalLoss: z.number().nullable(),
});
export type LossPoint = z.infer<typeof lossPointSchema>;

export const lineageSchema = z.object({
  /** The dataset version it was trained on; its lineage names documents, prompt and generator. */
  datasetId: z.string(),
  /** Documents of that dataset. */
  documents: z.int().min(0),
  /** Name of the base model, and where the weights came from. */
  baseModel: z.string(),
  /** Version of this project, and its commit where that is known. */
  codeVersion: z.string(),
  workflowId: z.string(),
  runId: z.string(),
});
export type Lineage = z.infer<typeof lineageSchema>;

/** What is registered when a model has been made. */
export const modelDraftSchema = z.object({
  /** Registering the same key again gives the version that is there: one run makes one version. */
  key: z.string().min(1),
  /** Name of the model, a slug of its author. */
  model: z.string().min(1),
  author: z.string().min(1),
  method: z.string(),
  /** Such as `Q8_0`. */
  quantization: z.string(),
  lineage: lineageSchema,
  hyperparameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Final figures by name, such as `evalLoss`, `baseEvalLoss`, `tokensPerSecond`, `peakMemoryBytes`. */
  metrics: z.record(z.string(), z.number()),
  lossCurve: z.array(lossPointSchema),
  artefacts: z.object({
    /** What is served. */
    serving: artefactSchema,
    adapter: artefactSchema,
    merged: artefactSchema.nullable(),
    report: artefactSchema.nullable(),
  }),
  tags: z.record(z.string(), z.string()),
});
export type ModelDraft = z.infer<typeof modelDraftSchema>;

/** A version in the registry. */
export const modelVersionSchema = modelDraftSchema.extend({
  /** `{model}-v{version}`. */
  id: z.string(),
  /** From 1, without gaps in one model. */
  version: z.int().min(1),
  stage: stageSchema,
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  stageChangedAt: z.iso.datetime(),
});
export type ModelVersion = z.infer<typeof modelVersionSchema>;

/** Name under which an author's models and datasets are kept: lower case, letters and digits joined by hyphens. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "") || "twin";
