import type { Settings } from "../../configs/settings.ts";
import type { FetchProgress } from "../../stack/downloads/artefact.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { ensureModel } from "../catalogue/ensure-model.ts";
import { readCatalogue } from "../catalogue/read-catalogue.ts";
import type { Embedder } from "../embedder.ts";
import { modelThreads } from "../threads.ts";
import { createEmbedder } from "./create-embedder.ts";

/**
 * Opens the embedder that the settings name, after fetching its model where it is not on this machine yet.
 *
 * @throws {InvalidInputError} when the catalogue lacks the model; {SetupError} when it cannot be had; the signal's
 * reason when aborted.
 */
export const openEmbedder = async (
  settings: Pick<Settings, "embeddingModel" | "embeddingThreads" | "cacheDir">,
  options: {
    readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<Embedder> => {
  const { name, model, folder } = await ensureModel(settings.embeddingModel, "embedding", {
    catalogue: await readCatalogue(),
    cacheDir: cacheFolder(settings),
    ...options,
  });
  return createEmbedder({
    name,
    folder,
    dimension: model.dimension,
    maxTokens: model.maxTokens,
    pooling: model.pooling,
    threads: modelThreads(settings),
  });
};
