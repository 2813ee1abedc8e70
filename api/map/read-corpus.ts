import { createHash } from "node:crypto";
import type { EmbeddedChunk } from "../../domain/chunks.ts";
import { embeddedAliases } from "../../domain/collections.ts";
import type { VectorStore } from "../../stores/vector-store.ts";

const PAGE = 1_000;

/** The physical collections that are on the map, in order. */
export const readMapCollections = async (vectors: VectorStore): Promise<string[]> => {
  const aliases = await vectors.readAliases();
  return embeddedAliases.map((alias) => aliases.get(alias)).filter((name) => name !== undefined);
};

/**
 * A hash of what the collections hold: their names, and each document's id with its version. It changes whenever a
 * chunk could have.
 */
export const readFingerprint = async (
  vectors: VectorStore,
  collections: readonly string[],
): Promise<string> => {
  const hash = createHash("sha256");
  for (const collection of collections) {
    hash.update(`${collection}\n`);
    for (let after: string | undefined, more = true; more; ) {
      const page = await vectors.listDocumentIds(collection, { limit: PAGE, ...(after ? { after } : {}) });
      const versions = await vectors.readVersions(collection, page.items);
      for (const id of page.items) hash.update(`${id} ${versions.get(id) ?? ""}\n`);
      after = page.next;
      more = after !== undefined;
    }
  }
  return hash.digest("hex");
};

/** Walks all chunks of the collections with their vectors. */
export async function* walkChunks(
  vectors: VectorStore,
  collections: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<EmbeddedChunk> {
  for (const collection of collections) {
    for (let after: string | undefined, more = true; more; ) {
      signal.throwIfAborted();
      const page = await vectors.scrollChunks(collection, { limit: PAGE, ...(after ? { after } : {}) });
      yield* page.items;
      after = page.next;
      more = after !== undefined;
    }
  }
}
