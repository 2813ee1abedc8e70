import { projectRoot } from "../../configs/environment.ts";
import type { Settings } from "../../configs/settings.ts";
import { SetupError } from "../../domain/errors.ts";
import type { ModelKind } from "../../models/catalogue/catalogue-schema.ts";
import { ensureModel } from "../../models/catalogue/ensure-model.ts";
import { readCatalogue } from "../../models/catalogue/read-catalogue.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { findTemporalProgram } from "../../stack/temporal/find-program.ts";
import { buildUi } from "../../stack/ui-build.ts";
import { describeFetch } from "./describe-fetch.ts";
import type { TaskBoard } from "./task-board.ts";

interface Preparation {
  readonly settings: Settings;
  readonly board: TaskBoard;
  readonly signal: AbortSignal;
}

/** Finds or fetches Temporal's CLI; resolves to the program. */
export const prepareTemporal = async ({ settings, board, signal }: Preparation): Promise<string> => {
  const { path } = await board.run(
    "Temporal's CLI",
    (report) =>
      findTemporalProgram({
        cacheDir: cacheFolder(settings),
        onProgress: (progress) => report(describeFetch(progress)),
        signal,
      }),
    ({ route }) => `from the ${route}`.replace("the PATH", "PATH"),
  );
  return path;
};

const prepareModel = async (
  title: string,
  name: string,
  kind: ModelKind,
  { settings, board, signal }: Preparation,
): Promise<void> => {
  const catalogue = await readCatalogue();
  await board.run(
    title,
    (report) =>
      ensureModel(name, kind, {
        catalogue,
        cacheDir: cacheFolder(settings),
        onProgress: (progress) => report(describeFetch(progress)),
        signal,
      }),
    ({ route }) => `${name}, from the ${route}`,
  );
};

/** Brings the embedding model, without which nothing can be searched. */
export const prepareEmbedding = (preparation: Preparation): Promise<void> =>
  prepareModel("Embedding model", preparation.settings.embeddingModel, "embedding", preparation);

/**
 * Brings the local generation model, where one is used.
 *
 * @returns why there is none: the gateway then answers with the best passages, and says so.
 */
export const prepareGeneration = async (preparation: Preparation): Promise<string | undefined> => {
  const { generationBackend, generationModel } = preparation.settings;
  if (generationBackend !== "local") return undefined;
  try {
    await prepareModel("Generation model", generationModel, "generation", preparation);
    return undefined;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return `${error.message}\nUntil then answers are made of the best passages.`;
  }
};

/** Builds the web UI where its sources changed. */
export const prepareUi = async ({ board, signal }: Preparation): Promise<void> => {
  await board.run(
    "Web UI",
    (report) => {
      report("building");
      return buildUi(projectRoot, signal);
    },
    (built) => (built ? "built" : "unchanged"),
  );
};
