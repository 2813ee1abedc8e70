import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SetupError } from "../../domain/errors.ts";
import type { FetchProgress } from "../../stack/downloads/artefact.ts";
import { fetchArtefact } from "../../stack/downloads/fetch-artefact.ts";
import { writeBertOnnx } from "../embedding/onnx/write-bert-onnx.ts";
import type { Catalogue, Model, ModelKind, ModelOfKind } from "./catalogue-schema.ts";
import { findModel } from "./find-model.ts";
import { modelRoutes, requiredFiles } from "./model-routes.ts";

export interface EnsureModelOptions {
  readonly catalogue: Catalogue;
  /** See `cacheFolder`. */
  readonly cacheDir: string;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface EnsuredModel<Kind extends ModelKind> {
  readonly name: string;
  readonly model: ModelOfKind<Kind>;
  /** The folder with the model's files: `model.gguf`, or `onnx/model.onnx` with configuration and tokenizer. */
  readonly folder: string;
  /** Where it came from: `folder`, `cache` or the label of a route. */
  readonly route: string;
}

const checkFolder = async (name: string, model: Model, folder: string): Promise<void> => {
  for (const path of requiredFiles(model)) {
    await access(join(folder, path)).catch((cause: unknown) => {
      throw new SetupError(`The folder of ${name} in the catalogue, ${folder}, lacks ${path}.`, { cause });
    });
  }
};

/**
 * Makes sure that a model's files are on this machine: in the folder that the catalogue names, in the cache, or by
 * fetching them there.
 *
 * @throws {InvalidInputError} when the catalogue has no such model; {SetupError} when it cannot be had (the message
 * says what was tried and how to get it by hand); the signal's reason when aborted.
 */
export const ensureModel = async <Kind extends ModelKind>(
  name: string,
  kind: Kind,
  { catalogue, cacheDir, onProgress, signal }: EnsureModelOptions,
): Promise<EnsuredModel<Kind>> => {
  const model = findModel(catalogue, name, kind);
  // The same model seen as one of the union, whose fields are then known.
  const anyModel: Model = model;
  if (anyModel.folder) {
    const folder = resolve(anyModel.folder);
    await checkFolder(name, anyModel, folder);
    return { name, model, folder, route: "folder" };
  }
  const into = join(cacheDir, "models", `${name}-${anyModel.version}`);
  const requires = requiredFiles(anyModel);
  const { path, route } = await fetchArtefact({
    name: `the ${kind} model ${name}`,
    routes: modelRoutes(anyModel, { "bert-to-onnx": writeBertOnnx }),
    into,
    requires,
    byHand: `By hand: put ${requires.join(", ")} into ${into}, or name a folder that holds them as \`folder\` of ${name} in configs/models.yaml.`,
    onProgress,
    signal,
  });
  return { name, model, folder: path, route };
};
