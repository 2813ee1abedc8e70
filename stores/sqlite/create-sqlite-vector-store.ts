import type { EmbeddedChunk } from "../../domain/chunks.ts";
import type { VectorStore } from "../vector-store.ts";
import type { SqliteDatabase } from "./open-database.ts";

/** A view on a larger buffer would take all of that buffer to the other thread. */
const withOwnVector = (chunk: EmbeddedChunk): EmbeddedChunk => ({ ...chunk, vector: chunk.vector.slice() });

/** The vector store in a SQLite file. The database stays its opener's to close. */
export const createSqliteVectorStore = (database: SqliteDatabase): VectorStore => ({
  ensureCollection: (spec) => database.write("ensureCollection", spec),
  listCollections: () => database.read("listCollections"),
  dropCollection: (name) => database.write("dropCollection", name),
  readAliases: () => database.read("readAliases"),
  switchAliases: (aliases) => database.write("switchAliases", aliases),
  upsertDocuments: (collection, documents) => database.write("upsertCleanedDocuments", collection, documents),
  getDocuments: (collection, documentIds) => database.read("getCleanedDocuments", collection, documentIds),
  replaceChunks: (collection, replacements) =>
    database.write(
      "replaceChunks",
      collection,
      replacements.map((replacement) => ({ ...replacement, chunks: replacement.chunks.map(withOwnVector) })),
    ),
  getChunks: (collection, chunkIds) => database.read("getChunks", collection, chunkIds),
  scrollChunks: (collection, options) => database.read("scrollChunks", collection, options),
  readVersions: (collection, documentIds) => database.read("readVersions", collection, documentIds),
  listDocumentIds: (collection, options) => database.read("listDocumentIds", collection, options),
  deleteDocuments: (collection, filter) => database.write("deleteRecords", collection, filter),
  count: (collection, filter) => database.read("countRecords", collection, filter),
  countBy: (collection, facet, filter) => database.read("countBy", collection, facet, filter),
  searchDense: (collection, vector, options) =>
    database.read("searchDense", collection, vector.slice(), options),
  searchText: (collection, query, options) => database.read("searchText", collection, query, options),
  ping: () => database.read("ping"),
  [Symbol.asyncDispose]: async () => {},
});
