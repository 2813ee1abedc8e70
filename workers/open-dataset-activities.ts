import { join } from "node:path";
import type { ActivityContext } from "../activities/activity-context.ts";
import type { DatasetActivities } from "../activities/dataset/contract.ts";
import { createDatasetActivities } from "../activities/dataset/create-dataset-activities.ts";
import { readDatasetPrompt } from "../activities/dataset/generation/dataset-prompt.ts";
import { readDatasetsConfig } from "../configs/datasets.ts";
import type { Logger } from "../configs/logger.ts";
import type { Settings } from "../configs/settings.ts";
import { readCatalogue } from "../models/catalogue/read-catalogue.ts";
import { openGenerationBackend } from "../models/generation/open-backend.ts";
import type { GenerationBackend } from "../models/generation.ts";
import { cacheFolder } from "../stack/downloads/cache-folder.ts";
import type { Stores } from "../stores/open-stores.ts";
import type { UploadStore } from "../stores/upload-store.ts";

interface Surroundings {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly stores: Pick<Stores, "vectors" | "warehouse" | "registry" | "artefacts">;
  readonly uploads: UploadStore;
  readonly context: () => ActivityContext;
  /** Aborted when the worker shuts down. */
  readonly signal: AbortSignal;
}

/** Opens something at the first call and gives it to all later ones; what could not be opened is tried again. */
const once = <T>(open: () => Promise<T>): { get(): Promise<T>; opened(): Promise<T> | undefined } => {
  let opening: Promise<T> | undefined;
  return {
    get: () => {
      opening ??= open().catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    opened: () => opening,
  };
};

/**
 * The steps of `datasetGeneration` with their real dependencies. What generates is opened by the first step that needs
 * it, so that a worker that never generates holds no model in memory.
 *
 * @throws {SetupError} when configs/datasets.yaml or the prompt is wrong.
 */
export const openDatasetActivities = async ({
  settings,
  logger,
  stores,
  uploads,
  context,
  signal,
}: Surroundings): Promise<AsyncDisposable & { readonly activities: DatasetActivities }> => {
  const [config, prompt] = await Promise.all([readDatasetsConfig(), readDatasetPrompt()]);
  const backend = once<GenerationBackend>(async () =>
    openGenerationBackend(settings, {
      catalogue: await readCatalogue(),
      cacheDir: cacheFolder(settings),
      fetch,
      onWarning: (warning) => logger.warn(warning),
      signal,
    }),
  );
  const activities = createDatasetActivities({
    ...stores,
    uploads,
    config,
    prompt,
    context,
    openBackend: backend.get,
    scratch: join(settings.dataDir, "scratch"),
  });
  return {
    activities,
    [Symbol.asyncDispose]: async () => {
      const opened = await backend.opened()?.catch(() => undefined);
      await opened?.[Symbol.asyncDispose]();
    },
  };
};
