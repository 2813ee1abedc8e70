import type { DocumentFilter, Page } from "../../domain/documents.ts";
import type { Facet } from "../vector-store.ts";
import type { QdrantConnection } from "./connection.ts";
import { firstOf, toQdrantFilter } from "./filters.ts";
import { toVersion } from "./points.ts";
import { scrollAll } from "./scroll-all.ts";

/** More values than any collection has; Qdrant gives as many as there are. */
const ALL_VALUES = 1_000_000;

/** See `VectorStore.readVersions`. */
export const readVersions = async (
  connection: QdrantConnection,
  collection: string,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await scrollAll(connection, collection, firstOf(documentIds), ["documentId", "version"])).map(toVersion),
  );

const countValues = async (
  { client, guard }: QdrantConnection,
  collection: string,
  key: Facet | "documentId",
  filter?: DocumentFilter,
): Promise<[value: string, count: number][]> => {
  const { hits } = await guard(collection, () =>
    client.facet(collection, { key, filter: toQdrantFilter(filter), limit: ALL_VALUES, exact: true }),
  );
  return hits.map(({ value, count }) => [String(value), count]);
};

/** See `VectorStore.countBy`. */
export const countBy = async (
  connection: QdrantConnection,
  collection: string,
  facet: Facet,
  filter?: DocumentFilter,
): Promise<ReadonlyMap<string, number>> => {
  const counts = await countValues(connection, collection, facet, filter);
  return new Map(counts.sort(([, left], [, right]) => right - left));
};

/** See `VectorStore.listDocumentIds`. Qdrant cannot page through distinct values: each page counts all of them. */
export const listDocumentIds = async (
  connection: QdrantConnection,
  collection: string,
  { filter, after = "", limit }: { filter?: DocumentFilter; after?: string; limit: number },
): Promise<Page<string>> => {
  const values = (await countValues(connection, collection, "documentId", filter)).map(([value]) => value);
  const rest = values.filter((value) => value > after).sort();
  const items = rest.slice(0, limit);
  const next = items.at(-1);
  return rest.length > limit && next !== undefined ? { items, next } : { items };
};

/** See `VectorStore.count`. */
export const count = async (
  { client, guard }: QdrantConnection,
  collection: string,
  filter?: DocumentFilter,
): Promise<number> =>
  (await guard(collection, () => client.count(collection, { filter: toQdrantFilter(filter), exact: true })))
    .count;

/** See `VectorStore.deleteDocuments`. The number is counted just before the deletion. */
export const deleteDocuments = async (
  connection: QdrantConnection,
  collection: string,
  filter: DocumentFilter,
): Promise<number> => {
  const matching = await count(connection, collection, filter);
  if (matching === 0) return 0;
  const { client, guard } = connection;
  await guard(collection, () => client.delete(collection, { filter: toQdrantFilter(filter), wait: true }));
  return matching;
};
