import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type { Artefact } from "../../domain/registry/artefact.ts";
import { baseModelSchema, type LocatedModel } from "./base-models.ts";
import type { FinetuneInput, FinetuneResult } from "./contract.ts";
import { datasetFiles } from "./dataset-files.ts";
import type { TrainingDependencies } from "./dependencies.ts";
import { fillHyperparameters, finetuneConfig } from "./finetune-config.ts";
import { finetuneResultSchema, toLossCurve, toMetrics, trainedSchema } from "./finetune-result.ts";
import { reportProgress } from "./report-progress.ts";
import { readRecord, remembered, runFolder, writeRecord } from "./run-folder.ts";

/** The file of an adapter that says which weights it fits. */
export const BASE_MODEL_FILE = "base-model.json";

type Progress = ReturnType<typeof reportProgress>;

/** Chooses the weights once in a run's life: checkpoints fit no others. */
const chooseBaseModel = async (
  { baseModels }: TrainingDependencies,
  folder: string,
  name: string,
  progress: Progress,
): Promise<LocatedModel> => {
  const file = join(folder, BASE_MODEL_FILE);
  const chosen = await readRecord(file, baseModelSchema);
  if (chosen) return baseModels.find(chosen, progress);
  const located = await baseModels.choose(name, progress);
  await writeRecord(file, { name: located.name, weights: located.weights });
  return located;
};

/** Stores the adapter with a note of the weights it fits; the trainer's own copy stays until all is over. */
const storeAdapter = async (
  { artefacts }: TrainingDependencies,
  folder: string,
  adapterDir: string,
  { name, weights }: LocatedModel,
  signal: AbortSignal,
): Promise<Artefact> => {
  const staged = join(folder, "adapter");
  await rm(staged, { recursive: true, force: true });
  await cp(adapterDir, staged, { recursive: true });
  await writeRecord(join(staged, BASE_MODEL_FILE), { name, weights });
  const adapter = await artefacts.put(staged, { kind: "adapter", signal, move: true });
  await rm(staged, { recursive: true, force: true });
  return adapter;
};

const train = async (
  dependencies: TrainingDependencies,
  input: FinetuneInput,
  folder: string,
  outputDir: string,
): Promise<z.infer<typeof finetuneResultSchema>> => {
  const { trainer, config, device } = dependencies;
  const progress = reportProgress(dependencies.context(), "fine-tuning", "steps");
  const { signal } = progress;
  const hyperparameters = fillHyperparameters(input.hyperparameters, config);
  const base = await chooseBaseModel(dependencies, folder, input.baseModel, progress);
  const files = {
    ...(await datasetFiles(dependencies, input.dataset, signal)),
    baseModel: base.location,
    outputDir,
  };
  const trained = await trainer.run(
    {
      command: "finetune",
      config: finetuneConfig(input.method, hyperparameters, files, { ...config, device }),
      ...progress,
    },
    trainedSchema,
  );
  return {
    adapter: await storeAdapter(dependencies, folder, trained.adapter_dir, base, signal),
    hyperparameters: { ...hyperparameters, baseWeights: base.weights, device },
    metrics: toMetrics(trained),
    lossCurve: toLossCurve(trained),
  };
};

/**
 * Fine-tunes an adapter. Checkpoints are kept in the run's folder: another attempt, after whatever was killed, goes on
 * from the last one, and one that was finished is only looked up.
 */
export const finetune = async (
  dependencies: TrainingDependencies,
  input: FinetuneInput,
): Promise<FinetuneResult> => {
  const folder = runFolder(dependencies.workFolder, input.runKey);
  const outputDir = join(folder, "finetune");
  const result = await remembered(join(folder, "finetune.json"), finetuneResultSchema, () =>
    train(dependencies, input, folder, outputDir),
  );
  // Nothing goes on from these checkpoints any more.
  await rm(outputDir, { recursive: true, force: true });
  return result;
};
