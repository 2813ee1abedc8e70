import { setTimeout } from "node:timers/promises";
import type { CollectActivities } from "../../activities/collect/contract.ts";
import type { BatchPlan, FeatureActivities, FeatureSnapshot } from "../../activities/features/contract.ts";
import type { DecisionInput } from "../../domain/registry/approval.ts";
import { storedResult } from "../../domain/runs/etl-totals.ts";
import type { BatchOutcome } from "../../domain/runs/feature-totals.ts";
import type { TestActivities } from "../support/test-temporal.ts";
import { deploying, generating, training, watched } from "./training-scenarios.ts";

export const snapshot: FeatureSnapshot = {
  embeddingModel: "test-model",
  dimension: 4,
  collections: {
    articles: { cleaned: "cleaned_articles__t", embedded: "embedded_articles__t" },
    posts: { cleaned: "cleaned_posts__t", embedded: "embedded_posts__t" },
    repositories: { cleaned: "cleaned_repositories__t", embedded: "embedded_repositories__t" },
  },
};

/** What a batch comes to that holds nothing. */
export const emptyOutcome: BatchOutcome = {
  worker: "w",
  documents: 0,
  documentsByAuthor: {},
  chunks: 0,
  staleChunks: 0,
  chunkSizes: null,
  failures: [],
  seconds: { clean: 0, chunk: 0, embed: 0, load: 0 },
};

/** Feature activities over a warehouse of so many pages, each with two documents to process and one unchanged. */
export const pagedFeatures = (pages: number): FeatureActivities => ({
  resolveScope: async () => ({ scope: { categories: ["articles"] }, documents: pages * 3 }),
  prepareSnapshot: async () => snapshot,
  planBatches: async ({ after }): Promise<BatchPlan> => {
    const page = Number(after ?? 0);
    const batches = [`${page}-a`, `${page}-b`].map((id) => ({
      category: "articles" as const,
      documentIds: [id],
    }));
    return { batches, skipped: 1, ...(page + 1 < pages && { next: String(page + 1) }) };
  },
  buildFeatures: async () => ({ ...emptyOutcome, documents: 1, chunks: 5 }),
  removeDeleted: async () => 2,
  switchSnapshot: async () => true,
});

const collect: Partial<CollectActivities> = {
  collectGuides: async () => storedResult({ platform: "web", category: "articles" }, "new"),
  importUpload: async () => storedResult({ platform: "medium", category: "articles" }, "unchanged"),
  collectLink: async () => storedResult({ platform: "web", category: "articles" }, "changed"),
};

/** A run whose history is kept. */
interface RecordedRun {
  readonly type: string;
  readonly input: unknown;
  readonly activities: TestActivities;
  /** Sent as soon as the run asks for a decision. */
  readonly decision?: DecisionInput;
  /** A run under an id that this one needs, started first. */
  readonly before?: { readonly type: string; readonly workflowId: string; readonly input: unknown };
}

/** The runs whose histories are kept under test/histories, by file name. */
export const recordedRuns: Readonly<Record<string, RecordedRun>> = {
  "etl-sources-and-links": {
    type: "etl",
    input: {
      author: "Ada",
      sources: [{ kind: "guides" }, { kind: "upload", id: "a".repeat(64) }],
      links: ["https://a.org/1", "https://a.org/2"],
      consent: true,
    },
    activities: collect,
  },
  "feature-engineering": { type: "featureEngineering", input: {}, activities: pagedFeatures(3) },
  "feature-engineering-continued": { type: "featureEngineering", input: {}, activities: pagedFeatures(7) },
  twin: {
    type: "twin",
    input: { author: "Ada", sources: [{ kind: "guides" }] },
    activities: { ...collect, ...pagedFeatures(1) },
  },
  "twin-waited": {
    type: "twin",
    input: { author: "Ada", sources: [{ kind: "guides" }], until: "features" },
    activities: {
      ...collect,
      ...pagedFeatures(1),
      importUpload: async () => {
        await setTimeout(8_000);
        return storedResult({ platform: "medium", category: "articles" }, "new");
      },
    },
    before: {
      type: "etl",
      workflowId: "etl:Ada",
      input: { author: "Ada", sources: [{ kind: "upload", id: "a".repeat(64) }] },
    },
  },
  "training-approved": {
    type: "continuousTraining",
    input: { author: "Ada", deploy: { canary: { seconds: 5 } } },
    activities: { ...training(), ...deploying },
    decision: { approved: true, approver: "Grace", comment: "reads like her" },
  },
  "training-overruled": {
    type: "continuousTraining",
    input: { author: "Ada" },
    activities: training(["loss"]),
    decision: { approved: true, approver: "Grace", comment: "the gate is too strict", override: true },
  },
  "training-rejected": {
    type: "continuousTraining",
    input: { author: "Ada" },
    activities: training(),
    decision: { approved: false, approver: "Edsger", comment: "too short" },
  },
  "training-timed-out": {
    type: "continuousTraining",
    input: { author: "Ada", approval: { timeout: "3s", remindAfter: "1s" } },
    activities: training(),
  },
  "training-watched": {
    type: "continuousTraining",
    input: { author: "Ada", dataset: "ada-instruct-v1" },
    activities: watched,
    decision: { approved: true, approver: "Grace", comment: "reads like her" },
  },
  "training-scheduled": {
    type: "continuousTraining",
    input: { author: "Ada", onlyNewDataset: true },
    activities: training(),
  },
  "deployment-promoted": {
    type: "deployment",
    input: { version: "ada-v1", canary: { weight: 0.5 } },
    activities: deploying,
  },
  "deployment-watched": {
    type: "deployment",
    input: { version: "ada-v1" },
    activities: {
      ...deploying,
      loadVersion: () => setTimeout(8_000),
      watchStep: async () => ({ state: "running", progress: null, waiting: "a gateway", lastFailure: null }),
    },
  },
  "deployment-rolled-back": {
    type: "deployment",
    input: { version: "ada-v1" },
    activities: {
      ...deploying,
      readCanary: async () => ({ requests: 9, errors: 4, verdict: "4 of 9 answers failed", enough: false }),
    },
  },
  "dataset-generated": { type: "datasetGeneration", input: { authors: ["Ada"] }, activities: generating },
  "dataset-imported": {
    type: "datasetGeneration",
    input: { author: "Ada", upload: "a".repeat(64) },
    activities: generating,
  },
  "twin-trained": {
    type: "twin",
    input: {
      author: "Ada",
      sources: [{ kind: "guides" }],
      training: { approval: { timeout: "2s" } },
    },
    activities: { ...collect, ...pagedFeatures(1), ...generating, ...training(), ...deploying },
  },
  "wrong-input": { type: "etl", input: { autor: "Ada" }, activities: {} },
};
