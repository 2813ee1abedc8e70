/**
 * Speed and recall of a vector store alone, on synthetic chunks: SQLite in a temporary database, or a Qdrant server
 * (QDRANT_API_KEY is read), in a collection that is dropped at the end:
 *
 *   node bin/run.mjs bench/retrieval-store.ts [--chunks 100000] [--queries 100] [--qdrant http://127.0.0.1:6333] [--json]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { fuseResults } from "../retrieval/fuse-results.ts";
import { createQdrantVectorStore } from "../stores/qdrant/create-qdrant-vector-store.ts";
import { createSqliteVectorStore } from "../stores/sqlite/create-sqlite-vector-store.ts";
import { openSqliteDatabase } from "../stores/sqlite/open-database.ts";
import type { ChunkReplacement, VectorStore } from "../stores/vector-store.ts";
import { type Quantiles, quantilesOf } from "./support/quantiles.ts";
import { createSyntheticCorpus, type SyntheticCorpus, type SyntheticQuery } from "./synthetic-chunks.ts";

const COLLECTION = "synthetic";
const DIMENSION = 384;
const LIMIT = 10;
/** Chunks of either ranking that are fused. */
const FUSED = 40;
const DOCUMENTS_PER_WRITE = 16;
const WARM_UP = 5;

const { values } = parseArgs({
  options: {
    chunks: { type: "string", default: "100000" },
    queries: { type: "string", default: "100" },
    qdrant: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const count = z.coerce.number().int().min(1);
const [chunkCount, queryCount] = [count.parse(values.chunks), count.parse(values.queries)];

/** Milliseconds of each call, one after another, as quantiles. */
const time = async (
  queries: readonly SyntheticQuery[],
  search: (query: SyntheticQuery) => Promise<unknown>,
): Promise<Quantiles> => {
  for (const query of queries.slice(0, WARM_UP)) await search(query);
  const milliseconds: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    await search(query);
    milliseconds.push(performance.now() - start);
  }
  return quantilesOf(milliseconds);
};

const dot = (left: Float32Array, right: Float32Array): number => {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
};

/** Writes the corpus and finds the exact neighbours of each query on the way. */
const build = async (store: VectorStore, corpus: SyntheticCorpus, queries: readonly SyntheticQuery[]) => {
  const nearest = queries.map((): { id: string; score: number }[] => []);
  const start = performance.now();
  let bruteForce = 0;
  let batch: ChunkReplacement[] = [];
  const write = async () => {
    await store.replaceChunks(COLLECTION, batch);
    batch = [];
  };
  for (const chunks of corpus.documents()) {
    const begun = performance.now();
    nearest.forEach((found, index) => {
      const vector = queries[index]?.vector ?? new Float32Array();
      found.push(...chunks.map((chunk) => ({ id: chunk.id, score: dot(chunk.vector, vector) })));
      found.sort((left, right) => right.score - left.score).splice(LIMIT);
    });
    bruteForce += performance.now() - begun;
    batch.push({ documentId: chunks[0]?.documentId ?? "", version: "1", chunks });
    if (batch.length === DOCUMENTS_PER_WRITE) await write();
  }
  await write();
  return { seconds: (performance.now() - start - bruteForce) / 1_000, nearest };
};

const measureRecall = async (
  store: VectorStore,
  queries: readonly SyntheticQuery[],
  nearest: readonly (readonly { id: string }[])[],
): Promise<number> => {
  let [found, expected] = [0, 0];
  for (const [index, { vector }] of queries.entries()) {
    const results = await store.searchDense(COLLECTION, vector, { limit: LIMIT });
    const ids = new Set(results.map(({ chunk }) => chunk.id));
    const exact = nearest[index] ?? [];
    found += exact.filter(({ id }) => ids.has(id)).length;
    expected += exact.length;
  }
  return found / expected;
};

const measure = async (store: VectorStore) => {
  const corpus = createSyntheticCorpus({ chunks: chunkCount, dimension: DIMENSION });
  const queries = corpus.queries(queryCount);
  await store.ensureCollection({ name: COLLECTION, kind: "chunks", dimension: DIMENSION });
  const { seconds, nearest } = await build(store, corpus, queries);

  const start = performance.now();
  await store.searchDense(COLLECTION, queries[0]?.vector ?? new Float32Array(DIMENSION), { limit: LIMIT });
  const firstDense = performance.now() - start;
  const filter = { authorIds: [...(await store.countBy(COLLECTION, "authorId")).keys()].slice(0, 1) };
  return {
    chunks: chunkCount,
    buildSeconds: seconds,
    firstDenseMs: firstDense,
    dense: await time(queries, ({ vector }) => store.searchDense(COLLECTION, vector, { limit: LIMIT })),
    denseOfOneAuthor: await time(queries, ({ vector }) =>
      store.searchDense(COLLECTION, vector, { limit: LIMIT, filter }),
    ),
    text: await time(queries, ({ text }) => store.searchText(COLLECTION, text, { limit: LIMIT })),
    textOfOneAuthor: await time(queries, ({ text }) =>
      store.searchText(COLLECTION, text, { limit: LIMIT, filter }),
    ),
    hybrid: await time(queries, async ({ vector, text }) => {
      const [dense, byWords] = await Promise.all([
        store.searchDense(COLLECTION, vector, { limit: FUSED }),
        store.searchText(COLLECTION, text, { limit: FUSED }),
      ]);
      return fuseResults(dense, byWords, 0.5).slice(0, LIMIT);
    }),
    denseRecallAt10: await measureRecall(store, queries, nearest),
  };
};

const onSqlite = async () => {
  const folder = await mkdtemp(join(tmpdir(), "twin-bench-"));
  try {
    await using database = await openSqliteDatabase({ file: join(folder, "bench.sqlite") });
    return await measure(createSqliteVectorStore(database));
  } finally {
    await rm(folder, { recursive: true });
  }
};

const onQdrant = async (url: string) => {
  const { QDRANT_API_KEY: apiKey } = process.env;
  await using store = createQdrantVectorStore({ url, apiKey });
  try {
    return await measure(store);
  } finally {
    await store.dropCollection(COLLECTION);
  }
};

const figures = await (values.qdrant ? onQdrant(values.qdrant) : onSqlite());
if (values.json) {
  console.log(JSON.stringify(figures));
} else {
  const rounded = (value: number | Quantiles) =>
    typeof value === "number"
      ? { value: Number(value.toFixed(3)) }
      : { "p50 (ms)": Number(value.p50.toFixed(1)), "p99 (ms)": Number(value.p99.toFixed(1)) };
  console.table(Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(value)])));
}
