import { join } from "node:path";
import { fetchArtefact } from "../../stack/downloads/fetch-artefact.ts";
import type { EnsureModelOptions } from "./ensure-model.ts";
import { findModel } from "./find-model.ts";
import { hubRoute } from "./model-routes.ts";

/**
 * Brings the unquantized weights of a generation model of the catalogue.
 *
 * @returns the folder, as transformers loads it; `undefined` where the catalogue knows of none.
 * @throws {InvalidInputError} when the catalogue has no such model; {SetupError} when its weights cannot be had; the
 * signal's reason when aborted.
 */
export const ensureUnquantized = async (
  name: string,
  { catalogue, cacheDir, onProgress, signal }: EnsureModelOptions,
): Promise<string | undefined> => {
  const { unquantized, version } = findModel(catalogue, name, "generation");
  if (!unquantized) return undefined;
  const into = join(cacheDir, "models", `${name}-${version}-unquantized`);
  const { path } = await fetchArtefact({
    name: `the unquantized weights of ${name}`,
    routes: [hubRoute(unquantized)],
    into,
    requires: unquantized.files.map((file) => file.path),
    byHand: `By hand: put the files of https://huggingface.co/${unquantized.repository} into ${into}.`,
    onProgress,
    signal,
  });
  return path;
};
