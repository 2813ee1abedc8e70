import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { artefactSchema } from "../../domain/registry/artefact.ts";
import type { TrainingActivities } from "./contract.ts";
import { datasetFiles } from "./dataset-files.ts";
import type { TrainingDependencies } from "./dependencies.ts";
import { writeGoldenTokens } from "./golden-tokens.ts";
import { findQuantizer } from "./quantizers/find-quantizer.ts";
import { reportProgress } from "./report-progress.ts";
import { remembered, runFolder } from "./run-folder.ts";

type Input = Parameters<TrainingActivities["quantize"]>[0];

const quantizedSchema = z.object({ serving: artefactSchema, seconds: z.number() });

/** Makes the artefact that will serve of a merged model, with the golden tokens of the smoke tests in it. */
export const quantize = async (
  dependencies: TrainingDependencies,
  { runKey, merged, dataset, quantization }: Input,
): Promise<z.infer<typeof quantizedSchema>> => {
  const folder = runFolder(dependencies.workFolder, runKey);
  const quantizer = findQuantizer(quantization);
  return remembered(join(folder, "quantize.json"), quantizedSchema, async () => {
    const { trainer, artefacts, llamaLibrary, smokeTests, device, now } = dependencies;
    const progress = reportProgress(dependencies.context(), "quantizing", "models");
    const { signal, onNote } = progress;
    const began = now();
    const modelDir = await artefacts.fetch(merged, signal);
    const { trainFile } = await datasetFiles(dependencies, dataset, signal);
    const outputDir = join(folder, "serving");
    await rm(outputDir, { recursive: true, force: true });
    const common = { trainer, modelDir, outputDir, signal, onNote };
    await quantizer.quantize({
      ...common,
      llamaLibrary,
      calibrationFile: trainFile,
      device,
      type: quantization,
    });
    await writeGoldenTokens({ ...common, prompts: smokeTests.prompts, folder });
    const serving = await artefacts.put(outputDir, { kind: quantizer.kind, signal, move: true });
    await rm(outputDir, { recursive: true, force: true });
    return { serving, seconds: (now() - began) / 1_000 };
  });
};
