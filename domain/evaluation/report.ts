import { z } from "zod";
import { lossPointSchema } from "../registry/model-version.ts";

/** A mean with its 95% confidence interval. */
export const estimateSchema = z.object({ mean: z.number(), low: z.number(), high: z.number() });
export type Estimate = z.infer<typeof estimateSchema>;

/** Names of what is measured on held-out samples. */
export const metricNames = [
  /** Nats per token of the reference answer. */
  "loss",
  /** ROUGE-L F1 to the reference. */
  "rougeL",
  /** Cosine of the embeddings of answer and reference. */
  "embeddingSimilarity",
  /** Similarity of style to the author's own text, 0 to 1. */
  "style",
  /** Share of an answer's sentences that the retrieved passages back, with RAG. */
  "groundedness",
  /** Seconds until an answer is whole. */
  "latency",
  /** Bytes that the model takes in memory. */
  "memory",
] as const;
export type MetricName = (typeof metricNames)[number];

export const metricReportSchema = z.object({
  name: z.enum(metricNames),
  unit: z.string(),
  better: z.enum(["lower", "higher"]),
  candidate: estimateSchema,
  /** `null` where nothing serves yet to compare with. */
  baseline: estimateSchema.nullable(),
  /** Candidate minus baseline on the same samples, and the p-value of a paired test; `null` where there is one value a model. */
  difference: estimateSchema.extend({ pValue: z.number().nullable() }).nullable(),
});
export type MetricReport = z.infer<typeof metricReportSchema>;

export const gateResultSchema = z.object({
  name: z.string(),
  metric: z.enum(metricNames),
  passed: z.boolean(),
  /** What was asked and what was found, in a sentence. */
  reason: z.string(),
});
export type GateResult = z.infer<typeof gateResultSchema>;

/** One held-out sample, answered by both. */
export const comparedSampleSchema = z.object({
  instruction: z.string(),
  reference: z.string(),
  candidate: z.object({ answer: z.string(), scores: z.partialRecord(z.enum(metricNames), z.number()) }),
  baseline: z
    .object({ answer: z.string(), scores: z.partialRecord(z.enum(metricNames), z.number()) })
    .nullable(),
});
export type ComparedSample = z.infer<typeof comparedSampleSchema>;

/** What a human decides upon: `report.json`. */
export const evaluationReportSchema = z.object({
  author: z.string(),
  /** What was evaluated: the artefact that will serve. */
  candidate: z.object({ artefactId: z.string(), quantization: z.string(), bytes: z.int() }),
  /** What it is compared with: the version in production, or the base model where there is none. */
  baseline: z.object({ kind: z.enum(["production", "base"]), id: z.string() }),
  /** What answered: the serving backend, such as `node-llama-cpp`. */
  backend: z.string(),
  datasetId: z.string(),
  /** Held-out samples compared. */
  samples: z.int(),
  seed: z.int(),
  metrics: z.array(metricReportSchema),
  gates: z.array(gateResultSchema),
  lossCurve: z.array(lossPointSchema),
  hyperparameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  answers: z.array(comparedSampleSchema),
});
export type EvaluationReport = z.infer<typeof evaluationReportSchema>;

/** The part of a report that fits into a workflow: what the `report` query answers. */
export const reportSummarySchema = evaluationReportSchema.omit({ lossCurve: true, answers: true }).extend({
  /** SHA-256 of `report.json`. */
  sha256: z.string(),
  /** A few of the compared answers. */
  answers: z.array(comparedSampleSchema).max(3),
});
export type ReportSummary = z.infer<typeof reportSummarySchema>;
