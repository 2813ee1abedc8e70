import type { SmokeTests } from "../../configs/smoke-tests.ts";
import type { TrainingConfig } from "../../configs/training.ts";
import type { Trainer } from "../../domain/training/trainer.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";
import type { ActivityContext } from "../activity-context.ts";
import type { BaseModels } from "./base-models.ts";
import type { TrainingActivities } from "./contract.ts";

/** What the steps on the GPU queue work with. */
export interface TrainingDependencies {
  readonly trainer: Trainer;
  readonly artefacts: Pick<ArtefactStore, "put" | "fetch">;
  readonly baseModels: BaseModels;
  readonly config: TrainingConfig;
  /** Their conversations become the golden tokens of what will serve. */
  readonly smokeTests: Pick<SmokeTests, "prompts">;
  readonly device: "auto" | "cpu" | "cuda";
  /** llama.cpp's library, whose quantizer is used where there is no program for it. */
  readonly llamaLibrary: string | undefined;
  /** Identity of the worker. */
  readonly worker: string;
  /** `training` in DATA_DIR: each run has a folder in it, named by its key. */
  readonly workFolder: string;
  readonly evaluate: TrainingActivities["evaluate"];
  /** Milliseconds that never run backwards. */
  readonly now: () => number;
  /** Heartbeats and cancellation of the activity that is running. */
  readonly context: () => ActivityContext;
}
