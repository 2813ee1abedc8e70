import { setTimeout } from "node:timers/promises";
import type { DatasetActivities, DatasetPlan } from "../../activities/dataset/contract.ts";
import type { DeploymentActivities, DeploymentPlan } from "../../activities/deployment/contract.ts";
import type { ModelActivities, TrainingActivities } from "../../activities/training/contract.ts";
import type { ReportSummary } from "../../domain/evaluation/report.ts";
import { artefact } from "../support/registry-records.ts";

export const REPORT_SHA256 = "fedcba9876543210".repeat(4);

/** A report on two metrics, with gates that passed or failed. */
export const reportSummary = (failedGates: readonly string[] = []): ReportSummary => ({
  author: "Ada",
  candidate: { artefactId: artefact().id, quantization: "Q8_0", bytes: 1_000 },
  baseline: { kind: "base", id: "base-model" },
  backend: "node-llama-cpp",
  datasetId: "ada-instruct-v1",
  samples: 10,
  seed: 42,
  metrics: [
    {
      name: "loss",
      unit: "nats per token",
      better: "lower",
      candidate: { mean: 1.7, low: 1.6, high: 1.8 },
      baseline: { mean: 2, low: 1.9, high: 2.1 },
      difference: { mean: -0.3, low: -0.4, high: -0.2, pValue: 0.001 },
    },
  ],
  gates: [{ name: "loss", metric: "loss", passed: !failedGates.includes("loss"), reason: "1.7 against 2" }],
  hyperparameters: { steps: 40 },
  sha256: REPORT_SHA256,
  answers: [],
});

/** The steps of a training run without a GPU: each comes to something at once. */
export const training = (failedGates: readonly string[] = []): TrainingActivities & ModelActivities => ({
  resolveTraining: async ({ dataset }) => ({
    datasetId: dataset ?? "ada-instruct-v1",
    dataset: artefact("dataset"),
    documents: 3,
    baseModel: "base-model",
    baseline: { kind: "base", id: "base-model" },
    codeVersion: "0.1.0",
    train: true,
  }),
  watchStep: async () => ({ state: "over", progress: null, lastFailure: null }),
  prepareTrainer: async () => ({ worker: "gpu-1", description: "cpu, 2 cores" }),
  finetune: async () => ({
    adapter: artefact("adapter"),
    hyperparameters: { steps: 40 },
    metrics: { evalLoss: 1.7 },
    lossCurve: [{ step: 40, loss: 1.7, evalLoss: 1.7 }],
  }),
  mergeAdapter: async () => ({ merged: artefact("merged") }),
  quantize: async () => ({ serving: artefact(), seconds: 1 }),
  evaluate: async () => ({ report: artefact("report"), summary: reportSummary(failedGates) }),
  registerModel: async () => ({ id: "ada-v1", version: 1 }),
  moveModel: async () => {},
  requestDecision: async (approval) => approval,
  remindOfDecision: async () => {},
  recordDecision: async ({ decision }) => decision,
});

/** A training whose fine-tuning takes long enough to be looked at, and tells how far it is. */
export const watched: TrainingActivities & ModelActivities = {
  ...training(),
  finetune: async (input) => {
    await setTimeout(8_000);
    return training().finetune(input);
  },
  watchStep: async () => ({
    state: "running",
    progress: { stage: "fine-tuning", done: 4, total: 40, unit: "steps", loss: 1.9, etaSeconds: 30 },
    lastFailure: null,
  }),
};

const plan: DeploymentPlan = {
  target: "local",
  version: "ada-v1",
  artefact: artefact(),
  replaces: null,
  canary: true,
};

/** A deployment in which all goes well. */
export const deploying: DeploymentActivities = {
  planDeployment: async () => plan,
  loadVersion: async () => {},
  startCanary: async () => {},
  readCanary: async () => ({ requests: 20, errors: 0, verdict: null, enough: true }),
  promote: async () => {},
  rollBack: async () => {},
};

const datasetPlan: DatasetPlan = {
  author: "Ada",
  kind: "instruct",
  samplesPerDocument: 5,
  testShare: 0.1,
  seed: 42,
  prompt: "instruct-dataset@1",
  generator: "test-model",
};

const assembled = {
  dataset: "ada-instruct-v1",
  version: 1,
  created: true,
  documents: 3,
  samples: { train: 10, test: 2 },
  dropped: { duplicate: 1 },
  failures: [],
};

/** Dataset activities over three documents, two a page. */
export const generating: DatasetActivities = {
  planDataset: async () => datasetPlan,
  listDocuments: async ({ after }) =>
    after ? { documentIds: ["d3"], total: 3 } : { documentIds: ["d1", "d2"], total: 3, next: "d2" },
  generateSamples: async ({ documentId }) => ({
    documentId,
    contentHash: `content of ${documentId}`,
    hash: `samples of ${documentId}`,
    samples: 4,
    reused: documentId === "d1",
  }),
  assembleDataset: async () => assembled,
  importDataset: async () => ({ ...assembled, failures: [{ where: "line 4", reason: "no answer" }] }),
};
