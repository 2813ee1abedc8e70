import type { DatasetVersion } from "../../domain/datasets/dataset-version.ts";
import type { Approval } from "../../domain/registry/approval.ts";
import type { Artefact } from "../../domain/registry/artefact.ts";
import type { ModelVersion } from "../../domain/registry/model-version.ts";

const HASH = "0123456789abcdef".repeat(4);

/** An artefact of one file; nothing stands behind it. */
export const artefact = (kind = "gguf", id = HASH): Artefact => ({
  id,
  kind,
  files: [{ path: "model.gguf", sha256: HASH, bytes: 1_000 }],
});

/** A dataset version of Ada, changed as told. */
export const dataset = (change: Partial<DatasetVersion> = {}): DatasetVersion => ({
  id: "ada-instruct-v1",
  version: 1,
  createdAt: "2026-01-01T00:00:00.000Z",
  key: "dataset-key",
  name: "ada-instruct",
  author: "Ada",
  kind: "instruct",
  samples: { train: 90, test: 10 },
  dropped: { length: 2 },
  lineage: {
    source: "imported",
    documents: [{ id: "d1", contentHash: HASH }],
    prompt: null,
    generator: null,
    uploadId: HASH,
    seed: 42,
  },
  artefact: artefact("dataset"),
  ...change,
});

/** A model version of Ada, changed as told. */
export const modelVersion = (change: Partial<ModelVersion> = {}): ModelVersion => ({
  id: "ada-v1",
  model: "ada",
  version: 1,
  stage: "candidate",
  createdAt: "2026-01-02T00:00:00.000Z",
  stageChangedAt: "2026-01-02T00:00:00.000Z",
  key: "model-key",
  author: "Ada",
  method: "lora",
  quantization: "Q8_0",
  lineage: {
    datasetId: "ada-instruct-v1",
    documents: 1,
    baseModel: "SmolLM2-135M-Instruct",
    codeVersion: "0.1.0",
    workflowId: "training:Ada:ada-instruct-v1",
    runId: "run-1",
  },
  hyperparameters: { steps: 40, learningRate: 0.0002 },
  metrics: { evalLoss: 1.7, baseEvalLoss: 2 },
  lossCurve: [
    { step: 10, loss: 2, evalLoss: null },
    { step: 20, loss: 1.8, evalLoss: 1.9 },
  ],
  artefacts: { serving: artefact(), adapter: artefact("adapter"), merged: null, report: artefact("report") },
  tags: {},
  ...change,
});

/** A pending decision about Ada's candidate, changed as told. */
export const approval = (change: Partial<Approval> = {}): Approval => ({
  workflowId: "training:Ada:ada-instruct-v1",
  runId: "run-1",
  versionId: "ada-v1",
  author: "Ada",
  requestedAt: "2026-01-02T00:00:00.000Z",
  expiresAt: "2026-01-05T00:00:00.000Z",
  reportSha256: HASH,
  failedGates: [],
  decision: null,
  ...change,
});
