import type { CleanedDocument } from "../../../domain/chunks.ts";
import type { DocumentFilter } from "../../../domain/documents.ts";
import type { ChunkReplacement, CollectionSpec, Facet, SearchOptions } from "../../vector-store.ts";
import type { ThreadContext } from "../thread-context.ts";
import { getChunks, replaceChunks, scrollChunks } from "./chunks.ts";
import { getDocuments, upsertDocuments } from "./cleaned-documents.ts";
import * as collections from "./collections.ts";
import { requireCollection, requireKind } from "./collections.ts";
import { searchDense } from "./dense-search.ts";
import * as records from "./records.ts";
import { searchText } from "./text-search.ts";

type PageOptions = { filter?: DocumentFilter; after?: string; limit: number };

/** What the vector store reads; see `VectorStore`. */
export const vectorReads = {
  listCollections: ({ connection }: ThreadContext) => collections.listCollections(connection),
  readAliases: ({ connection }: ThreadContext) => collections.readAliases(connection),
  getCleanedDocuments: ({ connection }: ThreadContext, name: string, documentIds: readonly string[]) =>
    getDocuments(connection, requireKind(connection, name, "documents"), documentIds),
  getChunks: ({ connection }: ThreadContext, name: string, chunkIds: readonly string[]) =>
    getChunks(connection, requireKind(connection, name, "chunks"), chunkIds),
  scrollChunks: ({ connection }: ThreadContext, name: string, options: PageOptions) =>
    scrollChunks(connection, requireKind(connection, name, "chunks"), options),
  readVersions: ({ connection }: ThreadContext, name: string, documentIds: readonly string[]) =>
    records.readVersions(connection, requireCollection(connection, name), documentIds),
  listDocumentIds: ({ connection }: ThreadContext, name: string, options: PageOptions) =>
    records.listDocumentIds(connection, requireCollection(connection, name), options),
  countRecords: ({ connection }: ThreadContext, name: string, filter?: DocumentFilter) =>
    records.countRecords(connection, requireCollection(connection, name), filter),
  countBy: ({ connection }: ThreadContext, name: string, facet: Facet, filter?: DocumentFilter) =>
    records.countBy(connection, requireCollection(connection, name), facet, filter),
  searchDense: (context: ThreadContext, name: string, vector: Float32Array, options: SearchOptions) =>
    searchDense(context, requireKind(context.connection, name, "chunks"), vector, options),
  searchText: (context: ThreadContext, name: string, query: string, options: SearchOptions) =>
    searchText(context, requireKind(context.connection, name, "chunks"), query, options),
};

/** What the vector store writes, each in one transaction; see `VectorStore`. */
export const vectorWrites = {
  ensureCollection: ({ connection }: ThreadContext, spec: CollectionSpec) =>
    collections.ensureCollection(connection, spec),
  dropCollection: ({ connection }: ThreadContext, name: string) =>
    collections.dropCollection(connection, name),
  switchAliases: ({ connection }: ThreadContext, aliases: Readonly<Record<string, string>>) =>
    collections.switchAliases(connection, aliases),
  upsertCleanedDocuments: (
    { connection }: ThreadContext,
    name: string,
    documents: readonly CleanedDocument[],
  ) => upsertDocuments(connection, requireKind(connection, name, "documents"), documents),
  replaceChunks: ({ connection }: ThreadContext, name: string, replacements: readonly ChunkReplacement[]) =>
    replaceChunks(connection, requireKind(connection, name, "chunks"), replacements),
  deleteRecords: ({ connection }: ThreadContext, name: string, filter: DocumentFilter) =>
    records.deleteRecords(connection, requireCollection(connection, name), filter),
};
