import type { Runs } from "../../../api/runs/runs.ts";
import type { DatasetSample, DatasetVersion } from "../../../domain/datasets/dataset-version.ts";
import type { ServingReport, ServingState } from "../../../domain/deployment/serving.ts";
import type { Approval } from "../../../domain/registry/approval.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";
import type { Registry } from "../../../stores/registry.ts";
import { strictFake } from "../../support/strict-fake.ts";

const sha256 = "ab".repeat(32);

/** A dataset version of Ada's with these fields changed. */
export const datasetVersion = (change: Partial<DatasetVersion> = {}): DatasetVersion => ({
  id: "ada-lovelace-instruct-v2",
  version: 2,
  key: "key",
  name: "ada-lovelace-instruct",
  author: "Ada Lovelace",
  kind: "instruct",
  samples: { train: 1_234, test: 56 },
  dropped: { length: 4, duplicate: 12, groundedness: 0 },
  lineage: {
    source: "generated",
    documents: [{ id: "document-1", contentHash: sha256 }],
    prompt: "instruct-dataset@1",
    generator: "smollm2-135m",
    uploadId: null,
    seed: 42,
  },
  artefact: {
    id: "artefact-1",
    kind: "dataset",
    files: [
      { path: "data/train.jsonl", sha256, bytes: 4_000 },
      { path: "data/test.jsonl", sha256, bytes: 300 },
    ],
  },
  createdAt: new Date(Date.now() - 3 * 60_000).toISOString(),
  ...change,
});

/** A decision that waits for a human. */
export const pendingApproval = (change: Partial<Approval> = {}): Approval => ({
  workflowId: "training:Ada Lovelace:newest",
  runId: "01a20e5e-8c84-7a10-b57c-667ad2b3e0bb",
  versionId: "ada-lovelace-v3",
  author: "Ada Lovelace",
  requestedAt: new Date(Date.now() - 3 * 60_000).toISOString(),
  expiresAt: new Date(Date.now() + 24.5 * 3_600_000).toISOString(),
  reportSha256: sha256,
  failedGates: ["latency"],
  decision: null,
  ...change,
});

interface Contents {
  readonly datasets?: readonly DatasetVersion[];
  readonly approvals?: readonly Approval[];
  readonly serving?: Partial<ServingState>;
  readonly reports?: readonly ServingReport[];
}

/** What a gateway that is alive says of this version. */
export const servingReport = (version: string, change: Partial<ServingReport> = {}): ServingReport => ({
  target: "local",
  instance: "gateway-1@here",
  version,
  revision: 4,
  state: "ready",
  reason: null,
  requests: 0,
  errors: 0,
  latencyMs: 0,
  msPerToken: [],
  answers: false,
  reportedAt: new Date().toISOString(),
  ...change,
});

/** A registry that holds this and can only be read; it has no model. */
export const registryOf = (
  { datasets = [], approvals = [], serving = {}, reports = [] }: Contents = {},
  more: Partial<Registry> = {},
): Registry =>
  strictFake<Registry>("registry", {
    listDatasets: async () => ({ items: datasets }),
    getDataset: async (id) => datasets.find((dataset) => dataset.id === id),
    listModels: async () => ({ items: [] }),
    getModel: async () => undefined,
    listApprovals: async () => ({ items: approvals }),
    getApproval: async (workflowId) => approvals.find((approval) => approval.workflowId === workflowId),
    readServing: async (target) => ({
      target,
      revision: 0,
      stable: null,
      candidate: null,
      ...(target === "local" ? serving : {}),
    }),
    listServingReports: async (target) => reports.filter((report) => report.target === target),
    ...more,
  });

/** Artefacts whose files hold these samples, a line each, whatever the split. */
export const artefactsOf = (samples: Readonly<Record<string, readonly DatasetSample[]>>): ArtefactStore =>
  strictFake<ArtefactStore>("artefacts", {
    async *read(_, path) {
      for (const sample of samples[path] ?? []) yield Buffer.from(`${JSON.stringify(sample)}\n`);
    },
  });

/** What the runs behind pending approvals answer: they are under way. */
export const pendingRuns = (approval: Approval): Partial<Runs> => ({
  summarize: async (workflowId, runId) => ({
    workflowId,
    runId: runId ?? approval.runId,
    kind: "continuousTraining",
    state: "running",
    startedAt: approval.requestedAt,
    closedAt: null,
    temporalUrl: "http://127.0.0.1:8233/",
  }),
  urlOf: () => "http://127.0.0.1:8233/",
});
