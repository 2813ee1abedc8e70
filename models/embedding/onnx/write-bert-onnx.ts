import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bertConfigSchema } from "./bert-config.ts";
import { bertGraph } from "./bert-graph.ts";
import { readSafetensors } from "./safetensors.ts";

/**
 * Writes `onnx/model.onnx` into a folder that holds a BERT encoder as `config.json` and `model.safetensors`, and
 * removes the safetensors, whose weights are then in the new file.
 *
 * @throws {InvalidInputError} when the weights are not those of a BERT encoder; {ZodError} when `config.json` is not.
 */
export const writeBertOnnx = async (folder: string, signal?: AbortSignal): Promise<void> => {
  const config = bertConfigSchema.parse(JSON.parse(await readFile(join(folder, "config.json"), "utf8")));
  const weights = join(folder, "model.safetensors");
  const model = bertGraph(config, await readSafetensors(weights));
  await mkdir(join(folder, "onnx"), { recursive: true });
  await writeFile(join(folder, "onnx", "model.onnx"), model, { signal });
  await rm(weights);
};
