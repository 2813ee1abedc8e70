import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { pino } from "pino";
import { createApp, type GatewayDependencies } from "../../../api/app.ts";
import { createBusinessEvents } from "../../../api/business-events.ts";
import type { CorpusMap } from "../../../api/map/corpus-map.ts";
import { createMetrics } from "../../../api/metrics.ts";
import type { Runs } from "../../../api/runs/runs.ts";
import type { Answerer, Retriever } from "../../../retrieval/contract.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";
import type { Registry } from "../../../stores/registry.ts";
import type { UploadStore } from "../../../stores/upload-store.ts";
import type { VectorStore } from "../../../stores/vector-store.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";
import { strictFake } from "../../support/strict-fake.ts";

export interface TestGateway extends AsyncDisposable {
  readonly url: string;
  readonly server: Server;
  /** Every line that was logged. */
  readonly log: string[];
}

const ok = async () => ({ state: "ok" }) as const;

/** Starts the real application on a free port over fakes that refuse every call but the ones given. */
export const startGateway = async (overrides: Partial<GatewayDependencies> = {}): Promise<TestGateway> => {
  const log: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line) => log.push(line) });
  const metrics = createMetrics();
  const app = createApp({
    version: "1.2.3",
    startedAt: 1_700_000_000,
    apiKeys: [],
    rateLimit: 10_000,
    maxUploadBytes: 1_000,
    loopbackOnly: true,
    embeddingModel: "test-embedder",
    generationBackend: "local",
    folders: { ui: join(import.meta.dirname, "no-ui"), guides: join(import.meta.dirname, "guides") },
    logger,
    metrics,
    events: createBusinessEvents(logger, metrics),
    warehouse: strictFake<Warehouse>("warehouse", {}),
    vectors: strictFake<VectorStore>("vectors", {}),
    uploads: strictFake<UploadStore>("uploads", {}),
    registry: strictFake<Registry>("registry", {}),
    artefacts: strictFake<ArtefactStore>("artefacts", {}),
    retriever: strictFake<Retriever>("retriever", {}),
    answerer: strictFake<Answerer>("answerer", {}),
    readServedModel: async () => "test-model",
    runs: strictFake<Runs>("runs", {}),
    corpusMap: strictFake<CorpusMap>("corpusMap", {}),
    checks: { warehouse: ok, vectors: ok, temporal: ok, embedder: ok, generation: ok },
    shutdown: new AbortController().signal,
    ...overrides,
  });
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    server,
    log,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

/** Sends JSON. */
export const postJson = (
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
