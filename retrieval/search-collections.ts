import type { ScoredChunk } from "../domain/chunks.ts";
import { embeddedAlias } from "../domain/collections.ts";
import { type Category, categories, type DocumentFilter } from "../domain/documents.ts";
import type { SearchOptions, VectorStore } from "../stores/vector-store.ts";

/** Searches one collection. */
type Search = (collection: string, options: SearchOptions) => Promise<ScoredChunk[]>;

/** The public names of the collections that a filter allows and that features have been built for. */
export const searchableCollections = async (
  vectors: VectorStore,
  filter: DocumentFilter,
): Promise<string[]> => {
  const built = await vectors.readAliases();
  const wanted: readonly Category[] = filter.categories ?? categories;
  return wanted.map(embeddedAlias).filter((alias) => built.has(alias));
};

/**
 * Searches several collections and merges what they found by score. Cosine scores compare across collections exactly;
 * BM25 scores do so roughly, since each collection has its own word frequencies.
 */
export const searchCollections = async (
  collections: readonly string[],
  search: Search,
  options: SearchOptions,
): Promise<ScoredChunk[]> => {
  const found = await Promise.all(collections.map((collection) => search(collection, options)));
  return found
    .flat()
    .sort((left, right) => right.score - left.score)
    .slice(0, options.limit);
};
