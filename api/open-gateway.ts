import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { projectRoot } from "../configs/environment.ts";
import type { Logger } from "../configs/logger.ts";
import { readRetrievalConfig } from "../configs/retrieval.ts";
import type { Settings } from "../configs/settings.ts";
import { readSmokeTests } from "../configs/smoke-tests.ts";
import { readCatalogue } from "../models/catalogue/read-catalogue.ts";
import { openEmbedder } from "../models/embedding/open-embedder.ts";
import { openGenerationBackend } from "../models/generation/open-backend.ts";
import { openReranker } from "../models/reranking/open-reranker.ts";
import { createAnswerer } from "../retrieval/answering/create-answerer.ts";
import { readPromptTemplates } from "../retrieval/answering/prompt-templates.ts";
import type { Retriever } from "../retrieval/contract.ts";
import { createRetriever } from "../retrieval/retriever.ts";
import { cacheFolder } from "../stack/downloads/cache-folder.ts";
import { connectTemporal } from "../stack/temporal/connect.ts";
import { createFilesystemUploadStore } from "../stores/filesystem/upload-store.ts";
import { openStores } from "../stores/open-stores.ts";
import type { GatewayDependencies } from "./app.ts";
import { createBusinessEvents } from "./business-events.ts";
import { checkLazy } from "./check-lazy.ts";
import { openLazily } from "./lazy.ts";
import { createCorpusMap } from "./map/corpus-map.ts";
import { createMapCache } from "./map/map-cache.ts";
import { projectInWorker } from "./map/project.ts";
import { createMetrics } from "./metrics.ts";
import { createTemporalRuns } from "./runs/temporal-runs.ts";
import { createReadServedModel } from "./served-model.ts";
import { createServingAnswerer } from "./serving/create-serving-answerer.ts";
import { openServing } from "./serving/open-serving.ts";
import { registerServingGauge } from "./serving/serving-gauge.ts";

interface Surroundings {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly version: string;
  readonly shutdown: AbortSignal;
}

/** What the gateway works with, and how to close what of it was opened here. */
export interface OpenGateway extends AsyncDisposable {
  readonly dependencies: GatewayDependencies;
}

const clock = (): number => performance.now();

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host.startsWith("127.");

/** Opens the models in the background: callers wait for the one they need. */
const openModels = async ({ settings, logger }: Surroundings) => {
  const catalogue = await readCatalogue();
  const embedder = openLazily((signal) => openEmbedder(settings, { signal }));
  const openBase = (signal: AbortSignal) =>
    openGenerationBackend(settings, {
      catalogue,
      cacheDir: cacheFolder(settings),
      signal,
      fetch,
      onWarning: (message) => logger.warn({ reason: message }, "answers are quoted passages"),
    });
  const { rerankerModel } = settings;
  const reranker = rerankerModel
    ? openLazily((signal) => openReranker({ ...settings, rerankerModel }, { signal }))
    : undefined;
  return { embedder, openBase, reranker };
};

/** Opens the real dependencies that the settings name; models and Temporal are waited for where they are needed. */
export const openGateway = async (surroundings: Surroundings): Promise<OpenGateway> => {
  const { settings, logger, version, shutdown } = surroundings;
  const [config, templates, smokeTests] = await Promise.all([
    readRetrievalConfig(),
    readPromptTemplates(),
    readSmokeTests(),
  ]);
  await using opening = new AsyncDisposableStack();
  const stores = opening.use(await openStores(settings));
  const { warehouse, vectors, registry, artefacts } = stores;
  const metrics = createMetrics();
  const events = createBusinessEvents(logger, metrics);
  const { embedder, openBase, reranker } = await openModels(surroundings);
  opening.use(embedder);
  const serving = opening.use(
    openServing({ settings, registry, artefacts, smokeTests, openBase, events, logger }),
  );
  registerServingGauge(metrics.registry, serving);
  if (reranker) opening.use(reranker);
  const temporal = opening.use(openLazily(() => connectTemporal(settings)));
  const cache = createMapCache(join(settings.dataDir, "cache"));
  const corpusMap = opening.use(createCorpusMap({ vectors, cache, project: projectInWorker }));

  const retriever: Retriever = {
    retrieve: async (request, signal) => {
      const models = { embedder: await embedder.get(signal), reranker: await reranker?.get(signal) };
      return createRetriever({ warehouse, vectors, ...models, config, now: clock }).retrieve(request, signal);
    },
  };
  const answerer = createServingAnswerer({
    serving,
    retriever,
    createAnswerer: (parts) => createAnswerer({ ...parts, templates, clock, newId: randomUUID }),
    events,
  });
  const runs = createTemporalRuns({
    connect: async () => (await temporal.get()).client,
    namespace: settings.temporalNamespace,
    uiUrl: settings.temporalUiUrl ?? `http://127.0.0.1:${settings.temporalUiPort}`,
  });
  const ping = (part: { ping(): Promise<void> }) => async () => {
    await part.ping();
    return { state: "ok" } as const;
  };

  const owned = opening.move();
  return {
    dependencies: {
      version,
      startedAt: Math.floor(Date.now() / 1_000),
      apiKeys: settings.apiKeys,
      rateLimit: settings.rateLimit,
      maxUploadBytes: settings.maxUploadBytes,
      loopbackOnly: isLoopback(settings.host),
      embeddingModel: settings.embeddingModel,
      generationBackend: settings.generationBackend,
      folders: { ui: join(projectRoot, "ui", "dist"), guides: join(projectRoot, "docs", "guides") },
      logger,
      metrics,
      events,
      warehouse,
      vectors,
      registry,
      artefacts,
      uploads: createFilesystemUploadStore({ folder: join(settings.dataDir, "uploads") }),
      retriever,
      answerer,
      readServedModel: createReadServedModel(serving),
      runs,
      corpusMap,
      checks: {
        warehouse: ping(warehouse),
        vectors: ping(vectors),
        temporal: checkLazy(temporal, "Temporal is being connected to", () => runs.ping()),
        embedder: checkLazy(embedder, "the embedding model is being loaded", async () => undefined),
        ...(reranker && {
          reranker: checkLazy(reranker, "the reranker is being loaded", async () => undefined),
        }),
        generation: serving.check,
      },
      shutdown,
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
};
