import type { RetrievalConfig } from "../configs/retrieval.ts";
import type { ScoredChunk } from "../domain/chunks.ts";
import type { DocumentFilter } from "../domain/documents.ts";
import { UnavailableError } from "../domain/errors.ts";
import type { Embedder } from "../models/embedder.ts";
import type { Reranker } from "../models/reranker.ts";
import type { VectorStore } from "../stores/vector-store.ts";
import type { Warehouse } from "../stores/warehouse.ts";
import { confidenceOf } from "./confidence.ts";
import type { RetrievalRequest, RetrievalResult, Retriever } from "./contract.ts";
import { fuseResults } from "./fuse-results.ts";
import { limitPerDocument } from "./limit-per-document.ts";
import { resolveFilter } from "./resolve-filter.ts";
import { searchableCollections, searchCollections } from "./search-collections.ts";

export interface RetrieverDependencies {
  readonly warehouse: Warehouse;
  readonly vectors: VectorStore;
  readonly embedder: Embedder;
  readonly reranker?: Reranker;
  readonly config: RetrievalConfig;
  /** Milliseconds that never run backwards, for the timings. */
  readonly now: () => number;
}

/** What the two ways of searching found, each best first, and how long embedding the query took. */
interface Candidates {
  readonly dense: readonly ScoredChunk[];
  readonly text: readonly ScoredChunk[];
  readonly embedMs: number;
}

/** Retrieval over the chunks of all categories: by meaning, by words, or by both. */
export const createRetriever = (dependencies: RetrieverDependencies): Retriever => ({
  retrieve: async (request, signal): Promise<RetrievalResult> => {
    const { warehouse, vectors, config, now } = dependencies;
    const start = now();
    const query = request.query.normalize("NFKC").trim();
    const { filter, warnings } = await resolveFilter(warehouse, request);
    const collections = await searchableCollections(vectors, filter);
    const notes = [...warnings];
    if (collections.length === 0) notes.push("Nothing can be searched yet: run featureEngineering first.");
    const found = await findCandidates(dependencies, { ...request, query }, collections, filter, signal);
    const searched = now();
    const ranked = await rank(dependencies, { ...request, query }, found, signal);
    const results = limitPerDocument(ranked, config.perDocument).slice(0, request.limit);
    const confidence = confidenceOf(found.dense, results);
    return {
      results,
      confidence,
      answerable: confidence >= config.threshold,
      timings: { embed: found.embedMs, search: searched - start - found.embedMs, rerank: now() - searched },
      warnings: notes,
    };
  },
});

/** Runs both searches at once; the words need not wait for the query's embedding. */
const findCandidates = async (
  { vectors, embedder, config, now }: RetrieverDependencies,
  { query, mode, limit }: RetrievalRequest,
  collections: readonly string[],
  filter: DocumentFilter,
  signal: AbortSignal,
): Promise<Candidates> => {
  const options = { limit: Math.max(config.candidates, limit), filter };
  let embedMs = 0;
  const searchDense = async (): Promise<ScoredChunk[]> => {
    const start = now();
    const [vector] = (await embedder.embed([query], { signal })).vectors;
    embedMs = now() - start;
    if (!vector) throw new UnavailableError("The embedder returned no vector for the query.");
    return searchCollections(collections, (name, each) => vectors.searchDense(name, vector, each), options);
  };
  const searchText = (): Promise<ScoredChunk[]> =>
    searchCollections(collections, (name, each) => vectors.searchText(name, query, each), options);
  const [dense, text] = await Promise.all([
    mode === "text" ? [] : searchDense(),
    mode === "dense" ? [] : searchText(),
  ]);
  signal.throwIfAborted();
  return { dense, text, embedMs };
};

const rank = async (
  { reranker, config }: RetrieverDependencies,
  { query, mode }: RetrievalRequest,
  { dense, text }: Candidates,
  signal: AbortSignal,
): Promise<readonly ScoredChunk[]> => {
  const single = mode === "dense" ? dense : text;
  const fused = mode === "hybrid" ? fuseResults(dense, text, config.denseWeight) : single;
  if (!reranker) return fused;
  const candidates = fused.slice(0, config.candidates);
  const scores = await reranker.score(
    query,
    candidates.map(({ chunk }) => chunk.passage),
    signal,
  );
  return candidates
    .map(({ chunk }, index) => ({ chunk, score: scores[index] ?? Number.NEGATIVE_INFINITY }))
    .sort((left, right) => right.score - left.score);
};
