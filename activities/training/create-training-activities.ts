import type { TrainingActivities } from "./contract.ts";
import type { TrainingDependencies } from "./dependencies.ts";
import { finetune } from "./finetune.ts";
import { mergeAdapter } from "./merge-adapter.ts";
import { prepareTrainer } from "./prepare-trainer.ts";
import { quantize } from "./quantize.ts";

/** The steps on the GPU queue with their dependencies bound. */
export const createTrainingActivities = (dependencies: TrainingDependencies): TrainingActivities => ({
  prepareTrainer: () => prepareTrainer(dependencies),
  finetune: (input) => finetune(dependencies, input),
  mergeAdapter: (input) => mergeAdapter(dependencies, input),
  quantize: (input) => quantize(dependencies, input),
  evaluate: dependencies.evaluate,
});
