import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { InvalidInputError } from "../../domain/errors.ts";
import { artefactSchema } from "../../domain/registry/artefact.ts";
import { baseModelSchema, type LocatedModel } from "./base-models.ts";
import type { TrainingActivities } from "./contract.ts";
import type { TrainingDependencies } from "./dependencies.ts";
import { BASE_MODEL_FILE } from "./finetune.ts";
import { reportProgress } from "./report-progress.ts";
import { readRecord, remembered, runFolder } from "./run-folder.ts";

type Input = Parameters<TrainingActivities["mergeAdapter"]>[0];

const mergedSchema = z.object({ merged: artefactSchema });

/** The very weights that the adapter was trained on. */
const findBaseModel = async (
  { baseModels }: TrainingDependencies,
  adapterDir: string,
  name: string,
  progress: ReturnType<typeof reportProgress>,
): Promise<LocatedModel> => {
  const chosen = await readRecord(join(adapterDir, BASE_MODEL_FILE), baseModelSchema);
  if (!chosen) return baseModels.choose(name, progress);
  if (chosen.name !== name) {
    throw new InvalidInputError(`baseModel: the adapter was trained on ${chosen.name}, not on ${name}`);
  }
  return baseModels.find(chosen, progress);
};

/** Merges an adapter into the unquantized weights that it was trained on, and stores the whole model. */
export const mergeAdapter = async (
  dependencies: TrainingDependencies,
  { runKey, baseModel, adapter }: Input,
): Promise<z.infer<typeof mergedSchema>> => {
  const folder = runFolder(dependencies.workFolder, runKey);
  return remembered(join(folder, "merge.json"), mergedSchema, async () => {
    const { trainer, artefacts, context } = dependencies;
    const progress = reportProgress(context(), "merging", "models");
    const { signal } = progress;
    const adapterDir = await artefacts.fetch(adapter, signal);
    const base = await findBaseModel(dependencies, adapterDir, baseModel, progress);
    const outputDir = join(folder, "merged");
    await trainer.run(
      {
        command: "merge",
        config: { base_model: base.location, adapter_dir: adapterDir, output_dir: outputDir },
        ...progress,
      },
      z.object({ model_dir: z.string() }),
    );
    const merged = await artefacts.put(outputDir, { kind: "merged", signal, move: true });
    await rm(outputDir, { recursive: true, force: true });
    return { merged };
  });
};
