import type { Schemas } from "@qdrant/js-client-rest";
import type { ScoredChunk } from "../../domain/chunks.ts";
import type { SearchOptions } from "../vector-store.ts";
import { queryVector } from "./bm25.ts";
import { requireKind } from "./collections.ts";
import type { QdrantConnection } from "./connection.ts";
import { toQdrantFilter } from "./filters.ts";
import { DENSE, TEXT, toChunk } from "./points.ts";

const search = async (
  { client, guard }: QdrantConnection,
  collection: string,
  using: typeof DENSE | typeof TEXT,
  query: Schemas["QueryInterface"],
  { limit, filter }: SearchOptions,
): Promise<ScoredChunk[]> => {
  const { points } = await guard(collection, () =>
    client.query(collection, { query, using, limit, filter: toQdrantFilter(filter), with_payload: true }),
  );
  return points.map((point) => ({ chunk: toChunk(point), score: point.score }));
};

/** See `VectorStore.searchDense`: by HNSW, exact in small collections. */
export const searchDense = (
  connection: QdrantConnection,
  collection: string,
  vector: Float32Array,
  options: SearchOptions,
): Promise<ScoredChunk[]> => search(connection, collection, DENSE, Array.from(vector), options);

/** See `VectorStore.searchText`: exact. */
export const searchText = async (
  connection: QdrantConnection,
  collection: string,
  query: string,
  options: SearchOptions,
): Promise<ScoredChunk[]> => {
  const vector = queryVector(query);
  if (vector.indices.length === 0) {
    await requireKind(connection, collection, "chunks");
    return [];
  }
  return search(connection, collection, TEXT, vector, options);
};
