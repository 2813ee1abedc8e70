import type { Chunk, EmbeddedChunk } from "../../domain/chunks.ts";
import type { DocumentFilter, Page } from "../../domain/documents.ts";
import { ConflictError } from "../../domain/errors.ts";
import type { ChunkReplacement } from "../vector-store.ts";
import { inBatches } from "./batches.ts";
import { requireKind } from "./collections.ts";
import type { QdrantConnection } from "./connection.ts";
import { toQdrantFilter } from "./filters.ts";
import { DENSE, toChunk, toChunkPoint, toEmbeddedChunk } from "./points.ts";
import { retrieveInOrder } from "./retrieve-in-order.ts";
import { scrollAll } from "./scroll-all.ts";

/** Points per request: some 2 MB of JSON at 384 dimensions, where Qdrant takes 32. */
const BATCH = 256;

/**
 * See `VectorStore.replaceChunks`. Writes first and deletes then, so that a search always finds the document in one
 * version or the other. Only points that were there before are deleted: what another process writes meanwhile stays.
 */
export const replaceChunks = async (
  connection: QdrantConnection,
  collection: string,
  replacements: readonly ChunkReplacement[],
): Promise<{ written: number; removed: number }> => {
  const { client, guard } = connection;
  const { dimension } = await requireKind(connection, collection, "chunks");
  const points = new Map(
    replacements.flatMap(({ chunks, version }) =>
      chunks.map((chunk) => [chunk.id, toChunkPoint(checkDimension(chunk, collection, dimension), version)]),
    ),
  );
  const before = await readIds(
    connection,
    collection,
    replacements.map(({ documentId }) => documentId),
  );
  for (const batch of inBatches([...points.values()], BATCH)) {
    await guard(collection, () => client.upsert(collection, { points: batch, wait: true }));
  }
  const stale = before.filter((id) => !points.has(id));
  if (stale.length > 0) {
    await guard(collection, () => client.delete(collection, { points: stale, wait: true }));
  }
  return { written: points.size, removed: stale.length };
};

const checkDimension = (chunk: EmbeddedChunk, collection: string, dimension: number): EmbeddedChunk => {
  if (chunk.vector.length === dimension) return chunk;
  throw new ConflictError(
    `Collection "${collection}" holds vectors of dimension ${dimension}; chunk ${chunk.id} has ${chunk.vector.length}.`,
  );
};

/** The ids of all points of these documents. */
const readIds = async (
  connection: QdrantConnection,
  collection: string,
  documentIds: readonly string[],
): Promise<string[]> => {
  const points = await scrollAll(connection, collection, toQdrantFilter({ documentIds }), false);
  return points.map(({ id }) => String(id));
};

/** See `VectorStore.getChunks`. */
export const getChunks = (
  connection: QdrantConnection,
  collection: string,
  chunkIds: readonly string[],
): Promise<Chunk[]> => retrieveInOrder(connection, collection, chunkIds, toChunk);

/** See `VectorStore.scrollChunks`: in order of id. */
export const scrollChunks = async (
  { client, guard }: QdrantConnection,
  collection: string,
  { filter, after, limit }: { filter?: DocumentFilter; after?: string; limit: number },
): Promise<Page<EmbeddedChunk>> => {
  const { points, next_page_offset: next } = await guard(collection, () =>
    client.scroll(collection, {
      filter: toQdrantFilter(filter),
      limit,
      with_payload: true,
      with_vector: [DENSE],
      ...(after !== undefined && { offset: after }),
    }),
  );
  const items = points.map(toEmbeddedChunk);
  return typeof next === "string" ? { items, next } : { items };
};
