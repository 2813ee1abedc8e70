import express, { type Express } from "express";
import type { Logger } from "pino";
import type { GenerationBackendName } from "../domain/deployment/generation-backends.ts";
import type { Answerer, Retriever } from "../retrieval/contract.ts";
import type { ArtefactStore } from "../stores/artefact-store.ts";
import type { Registry } from "../stores/registry.ts";
import type { UploadStore } from "../stores/upload-store.ts";
import type { VectorStore } from "../stores/vector-store.ts";
import type { Warehouse } from "../stores/warehouse.ts";
import type { BusinessEvents } from "./business-events.ts";
import type { ReadinessChecks } from "./check-readiness.ts";
import { collectStats } from "./collect-stats.ts";
import { authenticate, createKeyRing } from "./http/authenticate.ts";
import { errorHandler } from "./http/error-handler.ts";
import { HttpProblem } from "./http/http-problem.ts";
import { rateLimiter } from "./http/rate-limiter.ts";
import { requestLog } from "./http/request-log.ts";
import { mount } from "./http/route.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { trustedOrigin } from "./http/trusted-origin.ts";
import type { CorpusMap } from "./map/corpus-map.ts";
import { type Metrics, measureRequests } from "./metrics.ts";
import { approvalsRoute } from "./routes/approvals.ts";
import { authorRoute } from "./routes/author.ts";
import { authorsRoute } from "./routes/authors.ts";
import { cancelRunRoute } from "./routes/cancel-run.ts";
import { chatCompletionsRoute } from "./routes/chat-completions.ts";
import { compareModelsRoute } from "./routes/compare-models.ts";
import { datasetRoute } from "./routes/dataset.ts";
import { datasetExportRoute } from "./routes/dataset-export.ts";
import { datasetSamplesRoute } from "./routes/dataset-samples.ts";
import { datasetsRoute } from "./routes/datasets.ts";
import { decisionRoute } from "./routes/decision.ts";
import { deployModelRoute } from "./routes/deploy-model.ts";
import { docsRouter } from "./routes/docs.ts";
import { documentRoute } from "./routes/document.ts";
import { documentsRoute } from "./routes/documents.ts";
import { generateRoute } from "./routes/generate.ts";
import { guideRoute } from "./routes/guide.ts";
import { healthRoute } from "./routes/health.ts";
import { importsRoute } from "./routes/imports.ts";
import { mapRoute } from "./routes/map.ts";
import { metricsRoute } from "./routes/metrics.ts";
import { modelsRoute } from "./routes/models.ts";
import { openApiRoute } from "./routes/openapi.ts";
import { readinessRoute } from "./routes/readiness.ts";
import { registryModelRoute } from "./routes/registry-model.ts";
import { registryModelsRoute } from "./routes/registry-models.ts";
import { reportRoute } from "./routes/report.ts";
import { rollBackRoute } from "./routes/roll-back.ts";
import { runRoute } from "./routes/run.ts";
import { runsRoute } from "./routes/runs.ts";
import { searchRoute } from "./routes/search.ts";
import { servingRoute } from "./routes/serving.ts";
import { statsRoute } from "./routes/stats.ts";
import { nowherePage, webUiRouter } from "./routes/web-ui.ts";
import type { Runs } from "./runs/runs.ts";
import type { ReadServedModel } from "./served-model.ts";

/** Everything that the gateway works with; nothing is read from the environment, and nothing is closed here. */
export interface GatewayDependencies {
  readonly version: string;
  /** When the gateway started, in seconds since 1970. */
  readonly startedAt: number;
  readonly apiKeys: readonly string[];
  /** Requests a minute per key or address. */
  readonly rateLimit: number;
  readonly maxUploadBytes: number;
  /** Bound to a loopback address: requests under another host's name are refused. */
  readonly loopbackOnly: boolean;
  readonly embeddingModel: string;
  readonly generationBackend: GenerationBackendName;
  /** Folders of the built web UI and of the guides. */
  readonly folders: { readonly ui: string; readonly guides: string };
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly events: BusinessEvents;
  readonly warehouse: Warehouse;
  readonly vectors: VectorStore;
  readonly uploads: UploadStore;
  readonly registry: Registry;
  readonly artefacts: ArtefactStore;
  readonly retriever: Retriever;
  readonly answerer: Answerer;
  readonly readServedModel: ReadServedModel;
  readonly runs: Runs;
  readonly corpusMap: CorpusMap;
  readonly checks: ReadinessChecks;
  /** Aborts, with the reason to tell, when the gateway shuts down. */
  readonly shutdown: AbortSignal;
}

/** The gateway as an Express application. */
export const createApp = (dependencies: GatewayDependencies): Express => {
  const { logger, folders, metrics } = dependencies;
  const keys = createKeyRing(dependencies.apiKeys);
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);

  app.use(requestLog(logger), measureRequests(metrics), securityHeaders(), trustedOrigin(dependencies));

  // What tells nothing of anybody's documents is open to all.
  mount(app, healthRoute(dependencies));
  mount(app, readinessRoute(dependencies));
  mount(app, openApiRoute(dependencies));
  mount(app, guideRoute({ folder: folders.guides }));
  app.use("/docs", docsRouter());
  app.use(webUiRouter({ folder: folders.ui }));

  app.use(rateLimiter(dependencies.rateLimit, keys), authenticate(keys));
  const routes = [
    generateRoute(dependencies),
    searchRoute(dependencies),
    chatCompletionsRoute(dependencies),
    modelsRoute(dependencies),
    authorsRoute(dependencies),
    authorRoute(dependencies),
    documentsRoute(dependencies),
    documentRoute(dependencies),
    importsRoute(dependencies),
    runsRoute(dependencies),
    runRoute(dependencies),
    cancelRunRoute(dependencies),
    reportRoute(dependencies),
    decisionRoute(dependencies),
    approvalsRoute(dependencies),
    datasetsRoute(dependencies),
    datasetRoute(dependencies),
    datasetSamplesRoute(dependencies),
    datasetExportRoute(dependencies),
    registryModelsRoute(dependencies),
    // Before the versions, which these two are not.
    compareModelsRoute(dependencies),
    rollBackRoute(dependencies),
    registryModelRoute(dependencies),
    deployModelRoute(dependencies),
    servingRoute(dependencies),
    statsRoute({ readStats: () => collectStats(dependencies) }),
    mapRoute(dependencies),
    metricsRoute(dependencies),
  ];
  for (const route of routes) mount(app, route);

  app.use(nowherePage({ folder: folders.ui }));
  app.use((request) => {
    throw new HttpProblem(
      404,
      `There is nothing at ${request.path.slice(0, 200)}. The API is described at /docs.`,
    );
  });
  app.use(errorHandler);
  return app;
};
