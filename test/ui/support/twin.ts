import type { GatewayDependencies } from "../../../api/app.ts";
import type { MapResponse } from "../../../api/contract/map.ts";
import type { RunDetail, RunSummary } from "../../../api/contract/runs.ts";
import type { CorpusMap } from "../../../api/map/corpus-map.ts";
import type { Runs } from "../../../api/runs/runs.ts";
import type { DocumentSummary } from "../../../domain/documents.ts";
import { authorId } from "../../../domain/identity.ts";
import type { VectorStore } from "../../../stores/vector-store.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";
import { strictFake } from "../../support/strict-fake.ts";
import { registryOf } from "./registry.ts";

export const ada = { id: authorId("Ada Lovelace"), name: "Ada Lovelace" };
export const grace = { id: authorId("Grace Hopper"), name: "Grace Hopper" };

const runId = "01a20e5e-8c84-7a10-b57c-667ad2b3e044";

/** An `etl` run with these fields changed. */
export const etlRun = (change: Partial<RunDetail> = {}): RunDetail => ({
  workflowId: "etl:Ada Lovelace",
  runId,
  kind: "etl",
  state: "completed",
  startedAt: new Date(Date.now() - 3 * 60_000).toISOString(),
  closedAt: new Date(Date.now() - 2 * 60_000).toISOString(),
  temporalUrl: "http://127.0.0.1:8233/namespaces/default/workflows/etl%3AAda%20Lovelace",
  status: {
    steps: [
      {
        name: "sources",
        state: "done",
        done: 1,
        total: 1,
        unit: "sources",
        counts: { new: 7, unchanged: 2, failed: 1 },
      },
      { name: "links", state: "done", done: 0, total: 0, unit: "links", counts: {} },
    ],
    failures: [{ where: "record 4", reason: "title: is required" }],
    waitingFor: null,
  },
  result: {
    new: 7,
    changed: 0,
    unchanged: 2,
    failed: 1,
    failures: [{ where: "record 4", reason: "title: is required" }],
  },
  failure: null,
  approval: null,
  ...change,
});

/** The same run while it is under way. */
export const runningEtl = (change: Partial<RunDetail> = {}): RunDetail =>
  etlRun({
    state: "running",
    closedAt: null,
    result: null,
    status: {
      steps: [
        { name: "sources", state: "running", done: 40, total: 100, unit: "records", counts: { new: 38 } },
        { name: "links", state: "waiting", done: 0, total: null, unit: "links", counts: {} },
      ],
      failures: [],
      waitingFor: null,
    },
    ...change,
  });

export const toSummary = ({ status, result, failure, ...summary }: RunDetail): RunSummary => summary;

const fixedMap = (map: MapResponse): CorpusMap => ({
  read: async () => map,
  [Symbol.asyncDispose]: async () => undefined,
});

const points: MapResponse["points"] = [
  {
    chunkId: "c1",
    documentId: "d1",
    x: 1,
    y: 1,
    author: ada.name,
    category: "articles",
    platform: "substack",
    title: "Notes on the engine",
    text: "The engine weaves algebraic patterns.",
    link: "/guides/engine",
  },
];

export const readyMap = fixedMap({ state: "ready", progress: 1, total: points.length, points });
export const emptyMap = fixedMap({ state: "ready", progress: 1, total: 0, points: [] });
/** How many chunks there are is not known yet. */
export const readingMap = fixedMap({ state: "computing", progress: 0, total: 0, points: [] });
export const computingMap = fixedMap({ state: "computing", progress: 0.4, total: 900, points: [] });

/** The runs that there are; nothing can be started. */
export const runsOf = (details: readonly RunDetail[], more: Partial<Runs> = {}): Runs =>
  strictFake<Runs>("runs", {
    list: async () => ({ items: details.map(toSummary) }),
    describe: async (workflowId) => {
      const found = details.find((detail) => detail.workflowId === workflowId);
      if (!found) throw new Error(`no run ${workflowId}`);
      return found;
    },
    countRunning: async () => details.filter(({ state }) => state === "running").length,
    lastCompletedAt: async (kind) => (kind === "etl" ? (details[0]?.closedAt ?? null) : null),
    ...more,
  });

const notes: DocumentSummary = {
  id: "d1",
  category: "articles",
  platform: "substack",
  author: ada,
  link: "/guides/engine",
  title: "Notes on the engine",
  contentHash: "ab".repeat(32),
  updatedAt: "2026-01-01T00:00:00.000Z",
};

/** A twin of two authors with a run behind it. */
export const filledTwin = (): Partial<GatewayDependencies> => ({
  warehouse: strictFake<Warehouse>("warehouse", {
    listAuthors: async () => [ada, grace],
    findAuthor: async (name) => [ada, grace].find((author) => author.name === name),
    listDocuments: async () => ({ items: [notes] }),
    countDocuments: async () => [
      { author: ada, category: "articles", platform: "substack", count: 40 },
      { author: ada, category: "articles", platform: "medium", count: 2 },
      { author: grace, category: "posts", platform: "linkedin", count: 9 },
    ],
  }),
  vectors: strictFake<VectorStore>("vectors", {
    readAliases: async () => new Map([["embedded_articles", "embedded_articles__test"]]),
    listCollections: async () => [
      { name: "embedded_articles__test", kind: "chunks", dimension: 384, count: 1_234 },
    ],
    countBy: async () => new Map([[ada.id, 1_234]]),
  }),
  registry: registryOf(),
  runs: runsOf([etlRun()]),
  corpusMap: readyMap,
});

/** A twin that knows nothing yet. */
export const emptyTwin = (): Partial<GatewayDependencies> => ({
  warehouse: strictFake<Warehouse>("warehouse", {
    listAuthors: async () => [],
    countDocuments: async () => [],
  }),
  vectors: strictFake<VectorStore>("vectors", {
    readAliases: async () => new Map(),
    listCollections: async () => [],
  }),
  registry: registryOf(),
  runs: runsOf([]),
  corpusMap: emptyMap,
});
