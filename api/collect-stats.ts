import { embeddedAlias } from "../domain/collections.ts";
import { describeError } from "../domain/describe-error.ts";
import { type Author, type Category, categories } from "../domain/documents.ts";
import type { Registry } from "../stores/registry.ts";
import type { VectorStore } from "../stores/vector-store.ts";
import type { Warehouse } from "../stores/warehouse.ts";
import type { StatsResponse } from "./contract/stats.ts";
import { countPending } from "./registry/approval-status.ts";
import { readServingStates } from "./registry/read-serving.ts";
import type { Runs } from "./runs/runs.ts";

interface Dependencies {
  readonly warehouse: Warehouse;
  readonly vectors: VectorStore;
  readonly registry: Registry;
  readonly runs: Runs;
  readonly embeddingModel: string;
}

type ChunkCounts = StatsResponse["chunks"]["counts"];

/** Chunks whose author the warehouse no longer knows are shown under the author's id until a run removes them. */
const countChunks = async (
  vectors: VectorStore,
  aliases: ReadonlyMap<string, string>,
  authors: readonly Author[],
): Promise<ChunkCounts> => {
  const byId = new Map(authors.map((author) => [author.id, author]));
  const countCategory = async (category: Category): Promise<ChunkCounts> => {
    const collection = aliases.get(embeddedAlias(category));
    if (collection === undefined) return [];
    const counts = await vectors.countBy(collection, "authorId");
    return [...counts].map(([id, count]) => ({ author: byId.get(id) ?? { id, name: id }, category, count }));
  };
  return (await Promise.all(categories.map(countCategory))).flat();
};

const readCollections = async (
  vectors: VectorStore,
  aliases: ReadonlyMap<string, string>,
): Promise<StatsResponse["collections"]> => {
  const infos = new Map((await vectors.listCollections()).map((info) => [info.name, info]));
  return [...aliases].sort().map(([alias, collection]) => {
    const { dimension = 0, count = 0 } = infos.get(collection) ?? {};
    return { alias, collection, dimension, count };
  });
};

const readRuns = async ({
  runs,
  registry,
}: Dependencies): Promise<Pick<StatsResponse, "runs" | "approvals" | "lastCollectedAt" | "warnings">> => {
  try {
    const [running, pending, etl, twin] = await Promise.all([
      runs.countRunning(),
      countPending(registry, runs),
      runs.lastCompletedAt("etl"),
      runs.lastCompletedAt("twin"),
    ]);
    const lastCollectedAt =
      [etl, twin]
        .filter((time) => time !== null)
        .sort()
        .at(-1) ?? null;
    return { runs: { running }, approvals: { pending }, lastCollectedAt, warnings: [] };
  } catch (error) {
    return { runs: null, approvals: null, lastCollectedAt: null, warnings: [describeError(error)] };
  }
};

const sum = (counts: readonly { count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0);

/**
 * Counts what is there. Runs are left out, with a warning, while Temporal does not answer.
 *
 * @throws {UnavailableError} when a store does not answer.
 */
export const collectStats = async (dependencies: Dependencies): Promise<StatsResponse> => {
  const { warehouse, vectors, registry, embeddingModel } = dependencies;
  const [documents, authors, aliases, serving, ofRuns] = await Promise.all([
    warehouse.countDocuments(),
    warehouse.listAuthors(),
    vectors.readAliases(),
    readServingStates(registry),
    readRuns(dependencies),
  ]);
  const chunks = await countChunks(vectors, aliases, authors);
  return {
    documents: { total: sum(documents), counts: documents },
    chunks: { total: sum(chunks), counts: chunks },
    collections: await readCollections(vectors, aliases),
    embeddingModel,
    serving,
    ...ofRuns,
  };
};
