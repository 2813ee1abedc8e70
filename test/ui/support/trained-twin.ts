import type { GatewayDependencies } from "../../../api/app.ts";
import type { ServingState } from "../../../domain/deployment/serving.ts";
import { ConflictError } from "../../../domain/errors.ts";
import type { EvaluationReport, MetricReport } from "../../../domain/evaluation/report.ts";
import { type Approval, type Decision, describeDecision } from "../../../domain/registry/approval.ts";
import type { ModelVersion } from "../../../domain/registry/model-version.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";
import type { Registry } from "../../../stores/registry.ts";
import { approval, artefact, modelVersion } from "../../support/registry-records.ts";
import { strictFake } from "../../support/strict-fake.ts";
import { etlRun, filledTwin, runsOf } from "./twin.ts";

const RUN_ID = "01a20e5e-8c84-7a10-b57c-667ad2b3e055";
const WORKFLOW_ID = "training:Ada:ada-instruct-v1";
const HOUR_MS = 3_600_000;

/** Where the decision of the trained twin is taken. */
export const decisionPath = `/approvals/${encodeURIComponent(WORKFLOW_ID)}?run=${RUN_ID}`;

const metric = (
  name: MetricReport["name"],
  unit: string,
  better: MetricReport["better"],
  [candidate, baseline, spread]: readonly [number, number, number],
): MetricReport => {
  const around = (mean: number) => ({ mean, low: mean - spread, high: mean + spread });
  return {
    name,
    unit,
    better,
    candidate: around(candidate),
    baseline: around(baseline),
    difference: { ...around(candidate - baseline), pValue: 0.012 },
  };
};

/** A report on 12 samples; the candidate's answers name themselves, so that a test can tell who is shown where. */
export const evaluationReport: EvaluationReport = {
  author: "Ada",
  candidate: { artefactId: artefact().id, quantization: "Q8_0", bytes: 144_800_000 },
  baseline: { kind: "production", id: "ada-v1" },
  backend: "node-llama-cpp",
  datasetId: "ada-instruct-v1",
  samples: 12,
  seed: 42,
  metrics: [
    metric("loss", "nats per token", "lower", [1.7, 2, 0.1]),
    metric("rougeL", "F1", "higher", [0.31, 0.27, 0.06]),
    metric("latency", "seconds", "lower", [2.4, 2.1, 0.2]),
  ],
  gates: [
    { name: "loss-improves", metric: "loss", passed: true, reason: "Loss fell by 0.3." },
    { name: "latency-holds", metric: "latency", passed: false, reason: "2.4 seconds, at most 2.2 asked." },
  ],
  lossCurve: modelVersion().lossCurve,
  hyperparameters: { steps: 40 },
  answers: Array.from({ length: 12 }, (_, index) => ({
    instruction: `What is question ${index}?`,
    reference: `The reference of ${index}.`,
    candidate: { answer: `New words on ${index}.`, scores: { loss: 1.6 + index / 50, rougeL: 0.3 } },
    baseline: { answer: `Old words on ${index}.`, scores: { loss: 1.9, rougeL: 0.25 } },
  })),
};

const lineage = { ...modelVersion().lineage, workflowId: WORKFLOW_ID, runId: RUN_ID };

const artefacts: ModelVersion["artefacts"] = {
  ...modelVersion().artefacts,
  report: { ...artefact("report"), files: [{ path: "report.json", sha256: artefact().id, bytes: 900 }] },
};

/** The version that serves, and the candidate that a decision waits for. */
export const production = modelVersion({ stage: "production", lineage, artefacts });
export const candidate = modelVersion({
  id: "ada-v2",
  version: 2,
  lineage,
  hyperparameters: { steps: 80, learningRate: 0.0002 },
  metrics: { evalLoss: 1.6, baseEvalLoss: 2, peakMemoryBytes: 3_500_000_000, "evaluation.loss": 1.7 },
  artefacts,
});

/** The decision that waits, due in two hours. */
export const pending = (change: Partial<Approval> = {}): Approval =>
  approval({
    workflowId: WORKFLOW_ID,
    runId: RUN_ID,
    versionId: candidate.id,
    requestedAt: new Date(Date.now() - HOUR_MS).toISOString(),
    expiresAt: new Date(Date.now() + 2 * HOUR_MS + 60_000).toISOString(),
    failedGates: ["latency-holds"],
    ...change,
  });

export interface Trained {
  readonly versions?: readonly ModelVersion[];
  readonly serving?: ServingState;
  readonly approval?: Approval;
}

const idle: ServingState = {
  target: "local",
  revision: 3,
  stable: production.id,
  previous: null,
  candidate: null,
};

/** A twin with a version in production and one that waits for its decision, which is kept as a run would. */
export const trainedTwin = ({
  versions = [candidate, production],
  serving = idle,
  approval: asked = pending(),
}: Trained = {}): { dependencies: Partial<GatewayDependencies>; sent: Decision[] } => {
  let kept = asked;
  let known = versions;
  const sent: Decision[] = [];
  const run = etlRun({
    workflowId: WORKFLOW_ID,
    runId: RUN_ID,
    kind: "continuousTraining",
    state: "running",
    closedAt: null,
    result: null,
  });
  const registry = strictFake<Registry>("registry", {
    listApprovals: async ({ pending: wanted }) => ({
      items: wanted === undefined || wanted === (kept.decision === null) ? [kept] : [],
    }),
    getApproval: async () => kept,
    listModels: async ({ stage, author }) => ({
      items: known.filter((each) => (!stage || each.stage === stage) && (!author || each.author === author)),
    }),
    getModel: async (id) => known.find((each) => each.id === id),
    tagModel: async (id, tags) => {
      known = known.map((each) => (each.id === id ? { ...each, tags: { ...tags } } : each));
      return known.find((each) => each.id === id) ?? candidate;
    },
    readServing: async (target) =>
      target === "local" ? serving : { target, revision: 0, stable: null, candidate: null },
    listServingReports: async () => [],
  });
  return {
    sent,
    dependencies: {
      ...filledTwin(),
      registry,
      artefacts: strictFake<ArtefactStore>("artefacts", {
        async *read() {
          yield Buffer.from(JSON.stringify(evaluationReport));
        },
      }),
      runs: runsOf([run], {
        summarize: async () => run,
        urlOf: () => run.temporalUrl,
        decide: async (_workflowId, _runId, decision) => {
          if (kept.decision)
            throw new ConflictError(`It was decided already: ${describeDecision(kept.decision)}`);
          sent.push(decision);
          const record = {
            outcome: decision.approved ? ("approved" as const) : ("rejected" as const),
            approver: decision.approver,
            comment: decision.comment,
            override: decision.override,
            decidedAt: new Date().toISOString(),
          };
          kept = { ...kept, decision: record };
          return record;
        },
      }),
    },
  };
};

/** A twin that has never been trained. */
export const untrainedRegistry = (): Registry =>
  strictFake<Registry>("registry", {
    listApprovals: async () => ({ items: [] }),
    listModels: async () => ({ items: [] }),
    readServing: async (target) => ({ target, revision: 0, stable: null, candidate: null }),
    listServingReports: async () => [],
  });
