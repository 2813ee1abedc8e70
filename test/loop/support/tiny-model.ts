import { join } from "node:path";
import { projectRoot } from "../../../configs/environment.ts";
import { runProgram } from "../../../stack/downloads/run-program.ts";
import { openTrainerPython } from "../../support/trainer-python.ts";

/**
 * Makes a model of two layers with random weights and the base model's tokenizer: it trains like a real one, a hundred
 * times as fast, and what it says is noise.
 *
 * @returns its folder.
 */
export const makeTinyModel = async (folder: string): Promise<string> => {
  const { python, env, baseModel } = await openTrainerPython();
  const script = join(projectRoot, "trainer", "tests", "make_tiny_model.py");
  const output = join(folder, "tiny-model");
  await runProgram([python, script, baseModel, output], { env });
  return output;
};
