import type { ReportSummary } from "../../domain/evaluation/report.ts";
import type { Approval, DecisionRecord } from "../../domain/registry/approval.ts";
import type { Artefact } from "../../domain/registry/artefact.ts";
import type { LossPoint, ModelDraft, Stage } from "../../domain/registry/model-version.ts";
import type { Hyperparameters } from "../../domain/runs/continuous-training.ts";
import type { TrainingProgress } from "../../domain/training/progress.ts";

export interface Hardware {
  /** Identity of the worker. */
  readonly worker: string;
  /** Such as `cpu, 2 cores, 24 GiB` or `NVIDIA H100, 80 GiB`. */
  readonly description: string;
}

export interface FinetuneInput {
  /** Names the folder of this run on the worker, where its checkpoints are. */
  readonly runKey: string;
  readonly dataset: Artefact;
  readonly baseModel: string;
  readonly method: string;
  readonly hyperparameters: Hyperparameters;
}

export interface FinetuneResult {
  readonly adapter: Artefact;
  /** What was used, defaults included. */
  readonly hyperparameters: ModelDraft["hyperparameters"];
  /** Steps, tokens, tokensPerSecond, seconds, peakMemoryBytes, trainLoss, evalLoss, baseEvalLoss, bestStep, resumedFrom… */
  readonly metrics: Readonly<Record<string, number>>;
  readonly lossCurve: readonly LossPoint[];
}

/** What a candidate is compared with. */
export type Baseline =
  | { readonly kind: "production"; readonly id: string; readonly artefact: Artefact }
  | { readonly kind: "base"; readonly id: string };

/** The activities on the GPU queue. Each reports `TrainingProgress` by heartbeat and ends within 10 s of a cancellation. */
export interface TrainingActivities {
  /** Who works here; makes the trainer's environment on first use. */
  prepareTrainer(): Promise<Hardware>;
  /** Fine-tunes, resuming from the last checkpoint of the same run. */
  finetune(input: FinetuneInput): Promise<FinetuneResult>;
  /** Merges an adapter into the unquantized base: a safetensors folder. */
  mergeAdapter(input: {
    runKey: string;
    baseModel: string;
    adapter: Artefact;
  }): Promise<{ merged: Artefact }>;
  /**
   * Makes the artefact that will serve: a GGUF file with chat template, and the golden tokens of the smoke test. The dataset's
   * training samples calibrate what is quantized below 8 bits.
   */
  quantize(input: {
    runKey: string;
    merged: Artefact;
    dataset: Artefact;
    quantization: string;
  }): Promise<{ serving: Artefact; seconds: number }>;
  /** Evaluates the artefact that will serve, by the backend that will serve it, against the baseline. */
  evaluate(input: {
    runKey: string;
    author: string;
    datasetId: string;
    dataset: Artefact;
    candidate: { artefact: Artefact; quantization: string };
    baseline: Baseline;
    samples: number;
    seed: number;
    /** Passed through into the report. */
    lossCurve: readonly LossPoint[];
    hyperparameters: ModelDraft["hyperparameters"];
  }): Promise<{ report: Artefact; summary: ReportSummary }>;
}

/** The activities around training that only need the registry, on the CPU queue. */
export interface ModelActivities {
  /**
   * Finds what to train on and to compare with.
   * Throws `NotFoundError` for an unknown or a missing dataset, `InvalidInputError` for one of another kind or
   * author and for a quantization that nothing makes.
   */
  resolveTraining(input: {
    author: string;
    dataset?: string;
    baseModel?: string;
    quantization?: string;
    onlyNewDataset: boolean;
  }): Promise<{
    readonly datasetId: string;
    readonly dataset: Artefact;
    readonly documents: number;
    readonly baseModel: string;
    readonly baseline: Baseline;
    readonly codeVersion: string;
    /** False when `onlyNewDataset` and a model was trained on it before. */
    readonly train: boolean;
  }>;
  /** How an activity of a workflow gets on: whether a worker has it, and what it told last. */
  watchStep(input: { workflowId: string; runId: string; activity: string }): Promise<{
    readonly state: "waiting" | "running" | "over";
    readonly progress: TrainingProgress | null;
    /** What the activity waits for, where it tells so. */
    readonly waiting?: string;
    /** Why the last attempt failed, where there was one. */
    readonly lastFailure: string | null;
  }>;
  registerModel(draft: ModelDraft): Promise<{ readonly id: string; readonly version: number }>;
  moveModel(input: { id: string; from: readonly Stage[]; to: Stage }): Promise<void>;
  requestDecision(approval: Approval): Promise<Approval>;
  /** Brings a pending decision to mind: a log line, and the webhook where one is set. */
  remindOfDecision(approval: Approval): Promise<void>;
  /** Records a decision and resolves to the one that counts. */
  recordDecision(input: { runId: string; decision: DecisionRecord }): Promise<DecisionRecord>;
}
