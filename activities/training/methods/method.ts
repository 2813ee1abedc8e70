import type { TrainingConfig } from "../../../configs/training.ts";

/** Hyperparameters of a run, those it leaves out filled in from the configuration. */
export type FilledHyperparameters = TrainingConfig["hyperparameters"];

/** A way to fine-tune, which the trainer knows by the same name. */
export interface Method {
  /** The fields of the trainer's configuration that this method has beside the common ones, in snake case. */
  toConfig(hyperparameters: FilledHyperparameters): Readonly<Record<string, unknown>>;
}
