import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../../configs/environment.ts";
import { readSettings } from "../../../configs/settings.ts";
import { ensureModel } from "../../../models/catalogue/ensure-model.ts";
import { readCatalogue } from "../../../models/catalogue/read-catalogue.ts";
import { cacheFolder } from "../../../stack/downloads/cache-folder.ts";
import { prepareTrainerProgram } from "../../../stack/trainer/open-trainer.ts";

/**
 * Makes a model of two layers with random weights and the base model's tokenizer: it trains like a real one, a hundred
 * times as fast, and what it says is noise.
 *
 * @returns its folder.
 */
export const makeTinyModel = async (folder: string): Promise<string> => {
  const settings = readSettings({ ...process.env, TRAINER_DEVICE: "cpu" });
  const { signal } = new AbortController();
  const base = await ensureModel("SmolLM2-135M-Instruct", "generation", {
    catalogue: await readCatalogue(),
    cacheDir: cacheFolder(settings),
    signal,
  });
  const { command, env } = await prepareTrainerProgram(settings, { signal, onNote: () => {} });
  const [python = "python"] = command;
  const output = join(folder, "tiny-model");
  await promisify(execFile)(
    python,
    [join(projectRoot, "trainer", "tests", "make_tiny_model.py"), base.folder, output],
    { env },
  );
  return output;
};
