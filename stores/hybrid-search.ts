import type { ScoredChunk } from "../domain/chunks.ts";
import type { DocumentFilter } from "../domain/documents.ts";
import { fuseRanks } from "../domain/rank-fusion.ts";
import type { VectorStore } from "./vector-store.ts";

export interface HybridQuery {
  /** The query's embedding: unit length, of the collection's dimension. */
  readonly vector: Float32Array;
  /** The query's text. */
  readonly query: string;
  /** Share of the dense ranking, 0 (text alone) to 1 (dense alone). */
  readonly weight: number;
  readonly limit: number;
  readonly filter?: DocumentFilter;
}

/** Ranks beyond those asked for still move the fused order, so each list goes deeper than the answer. */
const fusionDepth = (limit: number): number => Math.max(2 * limit, 40);

/**
 * Dense and text search at once, fused by weighted reciprocal ranks (see `fuseRanks`). Resolves to at most `limit`
 * chunks, best first; `score` is the fused one and only orders the chunks of this answer. A side of weight 0 is not
 * searched.
 *
 * @throws {RangeError} when the weight is not between 0 and 1, and what the store throws.
 */
export const searchHybrid = async (
  store: VectorStore,
  collection: string,
  { vector, query, weight, limit, filter }: HybridQuery,
): Promise<ScoredChunk[]> => {
  if (!(weight >= 0 && weight <= 1)) throw new RangeError(`weight must be between 0 and 1, is ${weight}`);
  const options = { limit: fusionDepth(limit), ...(filter ? { filter } : {}) };
  const [dense, text] = await Promise.all([
    weight > 0 ? store.searchDense(collection, vector, options) : [],
    weight < 1 ? store.searchText(collection, query, options) : [],
  ]);
  const chunks = new Map([...text, ...dense].map(({ chunk }) => [chunk.id, chunk]));
  const ids = (results: readonly ScoredChunk[]) => results.map(({ chunk }) => chunk.id);
  return fuseRanks([
    { ids: ids(dense), weight },
    { ids: ids(text), weight: 1 - weight },
  ])
    .slice(0, limit)
    .flatMap(({ id, score }) => {
      const chunk = chunks.get(id);
      return chunk ? [{ chunk, score }] : [];
    });
};
