import { readSettings } from "../../configs/settings.ts";
import { ensureModel } from "../../models/catalogue/ensure-model.ts";
import { readCatalogue } from "../../models/catalogue/read-catalogue.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { prepareTrainerProgram } from "../../stack/trainer/open-trainer.ts";

/** The Python that trains on processors, for a test that runs a script of its own in it. */
export interface TrainerPython {
  readonly python: string;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the small base model. */
  readonly baseModel: string;
  /** See `cacheFolder`. */
  readonly cacheDir: string;
}

/**
 * Makes sure of the worker's own environment, and of the small base model.
 *
 * @throws {SetupError} where one of them cannot be had.
 */
export const openTrainerPython = async (): Promise<TrainerPython> => {
  const settings = readSettings({ ...process.env, TRAINER_DEVICE: "cpu" });
  const { signal } = new AbortController();
  const cacheDir = cacheFolder(settings);
  const catalogue = await readCatalogue();
  const { folder } = await ensureModel("SmolLM2-135M-Instruct", "generation", {
    catalogue,
    cacheDir,
    signal,
  });
  const { command, env } = await prepareTrainerProgram(settings, { signal, onNote: () => {} });
  return { python: command[0], env, baseModel: folder, cacheDir };
};
