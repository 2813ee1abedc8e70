import { cleanedAlias, embeddedAlias } from "../domain/collections.ts";
import { categories, type DocumentFilter } from "../domain/documents.ts";
import type { VectorStore } from "../stores/vector-store.ts";
import type { DeletionResponse } from "./contract/documents.ts";

/** Sums deletions over the collections that stand behind these aliases. */
const deleteBehind = async (
  vectors: VectorStore,
  aliases: readonly string[],
  filter: DocumentFilter,
): Promise<number> => {
  const collections = await vectors.readAliases();
  const names = aliases.map((alias) => collections.get(alias)).filter((name) => name !== undefined);
  const counts = await Promise.all(names.map((name) => vectors.deleteDocuments(name, filter)));
  return counts.reduce((sum, count) => sum + count, 0);
};

/**
 * Deletes documents everywhere: from the vector store first, so that a failure in between leaves the warehouse's
 * copy, and the deletion can be asked for again.
 *
 * @param fromWarehouse deletes from the warehouse; resolves to the number of documents deleted.
 */
export const deleteEverywhere = async (
  vectors: VectorStore,
  filter: DocumentFilter,
  fromWarehouse: () => Promise<number>,
): Promise<DeletionResponse> => {
  const chunks = await deleteBehind(vectors, categories.map(embeddedAlias), filter);
  const cleanedDocuments = await deleteBehind(vectors, categories.map(cleanedAlias), filter);
  return { documents: await fromWarehouse(), cleanedDocuments, chunks };
};
