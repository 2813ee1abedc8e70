import type { Chunk, CleanedDocument, EmbeddedChunk, ScoredChunk } from "../domain/chunks.ts";
import type { DocumentFilter, Page } from "../domain/documents.ts";

/** A physical collection: whole cleaned documents (`documents`), or chunks with vectors and a text index (`chunks`). */
export type CollectionSpec =
  | { readonly name: string; readonly kind: "documents" }
  | { readonly name: string; readonly kind: "chunks"; readonly dimension: number };

export interface CollectionInfo {
  readonly name: string;
  readonly kind: CollectionSpec["kind"];
  /** Floats per vector; 0 for `documents`. */
  readonly dimension: number;
  /** Records in it: documents or chunks. */
  readonly count: number;
}

/** All chunks of one document at one version; they take the place of whatever the collection held of it. */
export interface ChunkReplacement {
  readonly documentId: string;
  /** Stored with the chunks; equal versions need no new work (see `readVersions`). */
  readonly version: string;
  readonly chunks: readonly EmbeddedChunk[];
}

/** Fields whose values can be counted. */
export type Facet = "authorId" | "platform" | "link";

export interface SearchOptions {
  /** At most so many results, best first. */
  readonly limit: number;
  readonly filter?: DocumentFilter;
}

/**
 * The vector store: cleaned documents, and chunks with a dense vector and a text index. Collections are physical;
 * what people name (`embedded_articles`) is an alias that is switched in one step. Every method takes a collection's
 * name or an alias. Every write is idempotent; several processes may write at once. A filter that matches nothing
 * returns nothing. Methods throw `NotFoundError` for an unknown collection, `ConflictError` for a collection of the
 * other kind or vectors of another dimension, `UnavailableError` when the engine does not answer. Text search folds
 * case, accents and English endings, and drops stop words while other words are left.
 */
export interface VectorStore extends AsyncDisposable {
  /** Creates the collection with its indexes unless it is there; throws `ConflictError` when kind or dimension differ. */
  ensureCollection(spec: CollectionSpec): Promise<void>;
  listCollections(): Promise<CollectionInfo[]>;
  /** Deletes a collection with all it holds; throws `ConflictError` while an alias points at it. Unknown names are ignored. */
  dropCollection(name: string): Promise<void>;
  /** Alias → physical collection. */
  readAliases(): Promise<ReadonlyMap<string, string>>;
  /** Points aliases at collections, all of them in one step. */
  switchAliases(aliases: Readonly<Record<string, string>>): Promise<void>;

  /** Stores cleaned documents; one that is there is overwritten. */
  upsertDocuments(collection: string, documents: readonly CleanedDocument[]): Promise<void>;
  /** Reads cleaned documents, in the order of `documentIds`; unknown ids are left out. */
  getDocuments(collection: string, documentIds: readonly string[]): Promise<CleanedDocument[]>;

  /** Puts each document's chunks in place of its former ones. Resolves to the numbers of chunks written and removed. */
  replaceChunks(
    collection: string,
    replacements: readonly ChunkReplacement[],
  ): Promise<{ written: number; removed: number }>;
  /** Reads chunks by id, in the order of `chunkIds`; unknown ids are left out. */
  getChunks(collection: string, chunkIds: readonly string[]): Promise<Chunk[]>;
  /** Walks chunks with their vectors, in a stable order. `limit` is at most 1,000. */
  scrollChunks(
    collection: string,
    options: { filter?: DocumentFilter; after?: string; limit: number },
  ): Promise<Page<EmbeddedChunk>>;

  /** Document id → version, for those of `documentIds` that the collection (of either kind) holds. */
  readVersions(collection: string, documentIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Walks the distinct document ids of a collection of either kind, in order. `limit` is at most 1,000. */
  listDocumentIds(
    collection: string,
    options: { filter?: DocumentFilter; after?: string; limit: number },
  ): Promise<Page<string>>;
  /** Deletes all records of matching documents; resolves to the number of records deleted. */
  deleteDocuments(collection: string, filter: DocumentFilter): Promise<number>;
  /** Records that match. */
  count(collection: string, filter?: DocumentFilter): Promise<number>;
  /** Records per value of a field, largest first. */
  countBy(collection: string, facet: Facet, filter?: DocumentFilter): Promise<ReadonlyMap<string, number>>;

  /** Nearest chunks by cosine similarity, −1 to 1. `vector` has the collection's dimension and unit length. */
  searchDense(collection: string, vector: Float32Array, options: SearchOptions): Promise<ScoredChunk[]>;
  /** Best chunks by BM25 over title, heading and passage. Any query text is allowed; one without a searchable word finds nothing. */
  searchText(collection: string, query: string, options: SearchOptions): Promise<ScoredChunk[]>;

  /** Resolves when the engine answers; throws `UnavailableError` otherwise. */
  ping(): Promise<void>;
}
