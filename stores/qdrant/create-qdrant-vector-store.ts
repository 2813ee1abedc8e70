import type { VectorStore } from "../vector-store.ts";
import { getChunks, replaceChunks, scrollChunks } from "./chunks.ts";
import {
  dropCollection,
  ensureCollection,
  listCollections,
  readAliases,
  switchAliases,
} from "./collections.ts";
import { connectQdrant, type QdrantOptions } from "./connection.ts";
import { getDocuments, upsertDocuments } from "./documents.ts";
import { count, countBy, deleteDocuments, listDocumentIds, readVersions } from "./records.ts";
import { searchDense, searchText } from "./search.ts";

/**
 * The vector store on Qdrant 1.16 or newer: chunks as points with a dense vector (`dense`, cosine) and a sparse one
 * (`text`, BM25, see `bm25.ts`), cleaned documents as points without vectors. Every write is acknowledged when it can
 * be read. The first request goes out with the first call.
 *
 * Errors: `UnavailableError` when the server does not answer in time, `SetupError` when it refuses the API key.
 */
export const createQdrantVectorStore = (options: QdrantOptions): VectorStore => {
  const connection = connectQdrant(options);
  return {
    ensureCollection: (spec) => ensureCollection(connection, spec),
    listCollections: () => listCollections(connection),
    dropCollection: (name) => dropCollection(connection, name),
    readAliases: () => readAliases(connection),
    switchAliases: (aliases) => switchAliases(connection, aliases),
    upsertDocuments: (collection, documents) => upsertDocuments(connection, collection, documents),
    getDocuments: (collection, ids) => getDocuments(connection, collection, ids),
    replaceChunks: (collection, replacements) => replaceChunks(connection, collection, replacements),
    getChunks: (collection, ids) => getChunks(connection, collection, ids),
    scrollChunks: (collection, page) => scrollChunks(connection, collection, page),
    readVersions: (collection, ids) => readVersions(connection, collection, ids),
    listDocumentIds: (collection, page) => listDocumentIds(connection, collection, page),
    deleteDocuments: (collection, filter) => deleteDocuments(connection, collection, filter),
    count: (collection, filter) => count(connection, collection, filter),
    countBy: (collection, facet, filter) => countBy(connection, collection, facet, filter),
    searchDense: (collection, vector, search) => searchDense(connection, collection, vector, search),
    searchText: (collection, query, search) => searchText(connection, collection, query, search),
    ping: async () => {
      await connection.guard(undefined, () => connection.client.getCollections());
    },
    // The client's connections are idle sockets of its own pool, which hold no process open.
    [Symbol.asyncDispose]: async () => {},
  };
};
