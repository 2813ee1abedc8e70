import type { TrainingConfig } from "../../configs/training.ts";
import type { Hyperparameters } from "../../domain/runs/continuous-training.ts";
import { findMethod } from "./methods/find-method.ts";
import type { FilledHyperparameters } from "./methods/method.ts";

/** Fills in what a run leaves out. Steps take the place of epochs, whichever of the two the configuration names. */
export const fillHyperparameters = (
  given: Hyperparameters,
  { hyperparameters: { steps: defaultSteps, epochs: defaultEpochs, ...defaults } }: TrainingConfig,
): FilledHyperparameters => {
  const { steps, epochs, ...rest } = given;
  // Evaluations and checkpoints go together where a run sets only one of them.
  const every = given.evalEvery ?? given.saveEvery;
  const length =
    steps !== undefined
      ? { steps }
      : epochs !== undefined
        ? { epochs }
        : defaultSteps !== undefined
          ? { steps: defaultSteps }
          : { epochs: defaultEpochs ?? 1 };
  return {
    ...defaults,
    ...(every === undefined ? {} : { evalEvery: every, saveEvery: every }),
    ...rest,
    ...length,
  };
};

interface FinetuneFiles {
  readonly baseModel: string;
  readonly trainFile: string;
  /** Left out where the dataset has no held-out samples. */
  readonly evalFile: string | undefined;
  readonly outputDir: string;
}

/** The trainer's own configuration, in snake case. */
export const finetuneConfig = (
  method: string,
  hyperparameters: FilledHyperparameters,
  files: FinetuneFiles,
  {
    maxEvalSamples,
    reportTo,
    device,
  }: Pick<TrainingConfig, "maxEvalSamples" | "reportTo"> & { device: string },
): Readonly<Record<string, unknown>> => ({
  method,
  base_model: files.baseModel,
  train_file: files.trainFile,
  output_dir: files.outputDir,
  device,
  max_steps: hyperparameters.steps,
  epochs: hyperparameters.epochs,
  learning_rate: hyperparameters.learningRate,
  batch_size: hyperparameters.batchSize,
  gradient_accumulation_steps: hyperparameters.gradientAccumulationSteps,
  max_length: hyperparameters.maxLength,
  eval_every: hyperparameters.evalEvery,
  save_every: hyperparameters.saveEvery,
  seed: hyperparameters.seed,
  max_eval_samples: maxEvalSamples,
  report_to: reportTo,
  ...(files.evalFile === undefined
    ? {}
    : { eval_file: files.evalFile, early_stopping_patience: hyperparameters.earlyStoppingPatience }),
  ...findMethod(method).toConfig(hyperparameters),
});
