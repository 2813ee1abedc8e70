import type { ActivityContext } from "../activities/activity-context.ts";
import type { TrainingActivities } from "../activities/training/contract.ts";
import { createEvaluateActivity } from "../activities/training/evaluate/create-evaluate-activity.ts";
import { createServingBackends } from "../activities/training/evaluate/create-serving-backends.ts";
import type { EvaluateDependencies } from "../activities/training/evaluate/dependencies.ts";
import { readEvaluationConfig } from "../configs/gates.ts";
import { readRetrievalConfig } from "../configs/retrieval.ts";
import type { Settings } from "../configs/settings.ts";
import { readCatalogue } from "../models/catalogue/read-catalogue.ts";
import { openEmbedder } from "../models/embedding/open-embedder.ts";
import { openReranker } from "../models/reranking/open-reranker.ts";
import { readPromptTemplates } from "../retrieval/answering/prompt-templates.ts";
import { createRetriever } from "../retrieval/retriever.ts";
import { cacheFolder } from "../stack/downloads/cache-folder.ts";
import type { ArtefactStore } from "../stores/artefact-store.ts";
import { openStores } from "../stores/open-stores.ts";

export interface EvaluationSurroundings {
  readonly settings: Settings;
  readonly artefacts: Pick<ArtefactStore, "fetch" | "put">;
  /** `training` in DATA_DIR. */
  readonly workFolder: string;
  /** Milliseconds that never run backwards. */
  readonly now: () => number;
  /** Heartbeats and cancellation of the activity that is running. */
  readonly context: () => ActivityContext;
}

/** Opens stores and models for the time of one evaluation: a worker that fine-tunes has better use for the memory. */
const createOpenReaders =
  ({
    settings,
    now,
  }: Pick<EvaluationSurroundings, "settings" | "now">): EvaluateDependencies["openReaders"] =>
  async (signal) => {
    const config = await readRetrievalConfig();
    await using opening = new AsyncDisposableStack();
    const { warehouse, vectors } = opening.use(await openStores(settings));
    const embedder = opening.use(await openEmbedder(settings, { signal }));
    const { rerankerModel } = settings;
    const reranker = rerankerModel
      ? opening.use(await openReranker({ ...settings, rerankerModel }, { signal }))
      : undefined;
    const parts = { warehouse, vectors, embedder, config, now };
    const retriever = createRetriever(reranker ? { ...parts, reranker } : parts);
    const opened = opening.move();
    return { warehouse, vectors, embedder, retriever, [Symbol.asyncDispose]: () => opened.disposeAsync() };
  };

/**
 * The `evaluate` activity with its real dependencies; nothing heavy is opened before it runs.
 *
 * @throws {SetupError} when a configuration file is wrong, which a worker should say at its start.
 */
export const openEvaluation = async ({
  settings,
  artefacts,
  workFolder,
  now,
  context,
}: EvaluationSurroundings): Promise<TrainingActivities["evaluate"]> => {
  const [catalogue, templates, config] = await Promise.all([
    readCatalogue(),
    readPromptTemplates(),
    readEvaluationConfig(),
  ]);
  return createEvaluateActivity({
    artefacts,
    backend: createServingBackends({ artefacts, catalogue, cacheDir: cacheFolder(settings) }).local,
    openReaders: createOpenReaders({ settings, now }),
    templates,
    config,
    workFolder,
    now,
    context,
  });
};
