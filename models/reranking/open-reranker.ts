import type { Settings } from "../../configs/settings.ts";
import type { FetchProgress } from "../../stack/downloads/artefact.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { ensureModel } from "../catalogue/ensure-model.ts";
import { readCatalogue } from "../catalogue/read-catalogue.ts";
import type { Reranker } from "../reranker.ts";
import { modelThreads } from "../threads.ts";
import { createReranker } from "./create-reranker.ts";

/**
 * Opens the reranker that the settings name, after fetching its model where it is not on this machine yet.
 *
 * @throws {InvalidInputError} when the catalogue lacks the model; {SetupError} when it cannot be had; the signal's
 * reason when aborted.
 */
export const openReranker = async (
  settings: Pick<Settings, "embeddingThreads" | "cacheDir"> & { readonly rerankerModel: string },
  options: {
    readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<Reranker> => {
  const { name, model, folder } = await ensureModel(settings.rerankerModel, "reranker", {
    catalogue: await readCatalogue(),
    cacheDir: cacheFolder(settings),
    ...options,
  });
  return createReranker({ name, folder, maxTokens: model.maxTokens, threads: modelThreads(settings) });
};
