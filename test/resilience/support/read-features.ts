import type { Chunk, CleanedDocument, EmbeddedChunk } from "../../../domain/chunks.ts";
import { cleanedAlias, embeddedAlias } from "../../../domain/collections.ts";
import { categories } from "../../../domain/documents.ts";
import type { VectorStore } from "../../../stores/vector-store.ts";

/** All that a run leaves in the vector store. */
export interface Features {
  readonly aliases: ReadonlyMap<string, string>;
  /** Every cleaned document and its version, by collection, in order of id. */
  readonly documents: readonly CleanedDocument[];
  /** Document id → version of its chunks. */
  readonly versions: ReadonlyMap<string, string>;
  /** In order of document and position, without vectors. */
  readonly chunks: readonly Chunk[];
  /** Chunk id → vector. */
  readonly vectors: ReadonlyMap<string, Float32Array>;
}

const PAGE = 500;

const allDocumentIds = async (store: VectorStore, collection: string): Promise<string[]> => {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.listDocumentIds(collection, { limit: PAGE, ...(after && { after }) });
    ids.push(...page.items);
    after = page.next;
  } while (after);
  return ids;
};

const allChunks = async (store: VectorStore, collection: string): Promise<EmbeddedChunk[]> => {
  const chunks: EmbeddedChunk[] = [];
  let after: string | undefined;
  do {
    const page = await store.scrollChunks(collection, { limit: PAGE, ...(after && { after }) });
    chunks.push(...page.items);
    after = page.next;
  } while (after);
  return chunks;
};

const inOrder = (left: Chunk, right: Chunk): number =>
  left.documentId.localeCompare(right.documentId) || left.position - right.position;

/** Reads everything behind the public names. */
export const readFeatures = async (store: VectorStore): Promise<Features> => {
  const documents: CleanedDocument[] = [];
  const versions = new Map<string, string>();
  const embedded: EmbeddedChunk[] = [];
  for (const category of categories) {
    const cleanedIds = await allDocumentIds(store, cleanedAlias(category));
    for (let start = 0; start < cleanedIds.length; start += PAGE) {
      documents.push(
        ...(await store.getDocuments(cleanedAlias(category), cleanedIds.slice(start, start + PAGE))),
      );
    }
    const embeddedIds = await allDocumentIds(store, embeddedAlias(category));
    for (const [id, version] of await store.readVersions(embeddedAlias(category), embeddedIds)) {
      versions.set(id, version);
    }
    embedded.push(...(await allChunks(store, embeddedAlias(category))));
  }
  return {
    aliases: await store.readAliases(),
    documents,
    versions,
    chunks: embedded.map(({ vector: _, ...chunk }) => chunk).sort(inOrder),
    vectors: new Map(embedded.map(({ id, vector }) => [id, vector])),
  };
};

/** The largest difference between any two numbers of vectors of the same chunk; infinite where a chunk has no partner. */
export const largestDifference = (left: Features["vectors"], right: Features["vectors"]): number => {
  let largest = left.size === right.size ? 0 : Number.POSITIVE_INFINITY;
  for (const [id, vector] of left) {
    const other = right.get(id);
    if (other?.length !== vector.length) return Number.POSITIVE_INFINITY;
    for (const [index, value] of vector.entries()) {
      largest = Math.max(largest, Math.abs(value - (other[index] ?? Number.NaN)));
    }
  }
  return largest;
};
