/**
 * Retrieval as the gateway does it, query embedding included, over synthetic chunks in a temporary SQLite database;
 * and the gateway's own time before the backend gets the prompt.
 *
 *   node bin/run.mjs bench/retrieval.ts [--chunks 2400,100000] [--queries 200]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readEnvironment } from "../configs/environment.ts";
import { readRetrievalConfig } from "../configs/retrieval.ts";
import { readSettings } from "../configs/settings.ts";
import { embeddedAlias } from "../domain/collections.ts";
import type { Embedder } from "../models/embedder.ts";
import { openEmbedder } from "../models/embedding/open-embedder.ts";
import type { RetrievalMode, Retriever } from "../retrieval/contract.ts";
import { createRetriever } from "../retrieval/retriever.ts";
import { openStores, type Stores } from "../stores/open-stores.ts";
import { measureGateway } from "./retrieval/measure-gateway.ts";
import { type Quantiles, quantilesOf } from "./support/quantiles.ts";
import { createSyntheticCorpus } from "./synthetic-chunks.ts";

const { values } = parseArgs({
  options: {
    chunks: { type: "string", default: "2400,100000" },
    queries: { type: "string", default: "200" },
  },
});
const count = z.coerce.number().int().min(1);
const sizes = z.array(count).parse(values.chunks.split(","));
const queryCount = count.parse(values.queries);
const WARM_UP = 10;
const DOCUMENTS_PER_WRITE = 16;
const { signal } = new AbortController();

const fill = async ({ vectors }: Stores, chunks: number): Promise<string[]> => {
  const corpus = createSyntheticCorpus({ chunks });
  const collection = "synthetic";
  await vectors.ensureCollection({ name: collection, kind: "chunks", dimension: 384 });
  const documents = [...corpus.documents()];
  for (let start = 0; start < documents.length; start += DOCUMENTS_PER_WRITE) {
    const batch = documents.slice(start, start + DOCUMENTS_PER_WRITE);
    await vectors.replaceChunks(
      collection,
      batch.map((of) => ({ documentId: of[0]?.documentId ?? "", version: "1", chunks: of })),
    );
  }
  await vectors.switchAliases({ [embeddedAlias("articles")]: collection });
  return corpus.queries(queryCount + WARM_UP).map((query) => query.text);
};

const time = async (
  retriever: Retriever,
  queries: readonly string[],
  mode: RetrievalMode,
): Promise<Quantiles> => {
  const durations: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    await retriever.retrieve({ query, mode, limit: 10 }, signal);
    durations.push(performance.now() - start);
  }
  return quantilesOf(durations.slice(WARM_UP));
};

const measureSize = async (chunks: number, embedder: Embedder): Promise<Record<string, Quantiles>> => {
  const folder = await mkdtemp(join(tmpdir(), "twin-retrieval-"));
  try {
    await using stores = await openStores({ dataDir: folder });
    const queries = await fill(stores, chunks);
    const config = await readRetrievalConfig();
    const retriever = createRetriever({ ...stores, embedder, config, now: () => performance.now() });
    return {
      dense: await time(retriever, queries, "dense"),
      text: await time(retriever, queries, "text"),
      hybrid: await time(retriever, queries, "hybrid"),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const show = ({ p50, p99 }: Quantiles): string => `${p50.toFixed(1)} / ${p99.toFixed(1)}`;

await using embedder = await openEmbedder(readSettings(await readEnvironment()));
console.log("| chunks | dense p50 / p99 (ms) | text | hybrid |\n| --- | --- | --- | --- |");
for (const size of sizes) {
  const figures = await measureSize(size, embedder);
  console.log(`| ${size} | ${Object.values(figures).map(show).join(" | ")} |`);
}
console.log(`\nthe gateway before the backend gets the prompt: ${show(await measureGateway(queryCount))} ms`);
