import type { Document, DocumentFilter, DocumentSummary, Page } from "../../domain/documents.ts";
import { categories } from "../../domain/documents.ts";
import type { MongoConnection } from "./connect.ts";
import { categoriesOf, toMongoFilter } from "./filters.ts";
import { summaryProjection, toDocument, toSummary } from "./records.ts";
import { readStored } from "./stored-documents.ts";

/** See `Warehouse.getDocuments`. */
export const getDocuments = async (
  { documents }: MongoConnection,
  ids: readonly string[],
): Promise<Document[]> => {
  const wanted = [...new Set(ids)];
  const found = new Map<string, Document>();
  for (const category of categories) {
    for await (const record of documents(category).find({ _id: { $in: wanted } })) {
      found.set(record._id, toDocument(record));
    }
  }
  return wanted.flatMap((id) => found.get(id) ?? []);
};

/** See `Warehouse.listDocuments`. Each collection gives its part of the page; the first of all parts make it up. */
export const listDocuments = async (
  { documents }: MongoConnection,
  filter: DocumentFilter,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<Page<DocumentSummary>> => {
  const restriction = { $and: [toMongoFilter(filter), after === undefined ? {} : { _id: { $gt: after } }] };
  const parts = await Promise.all(
    categoriesOf(filter).map(async (category) => {
      const cursor = documents(category)
        .find(restriction, { projection: summaryProjection })
        .sort({ _id: 1 })
        .limit(limit + 1);
      return (await cursor.toArray()).map((record) => toSummary(record, category));
    }),
  );
  const sorted = parts.flat().sort((left, right) => (left.id < right.id ? -1 : 1));
  const items = sorted.slice(0, limit);
  const last = items.at(-1);
  return sorted.length > limit && last ? { items, next: last.id } : { items };
};

/** See `Warehouse.findMissing`. */
export const findMissing = async (connection: MongoConnection, ids: readonly string[]): Promise<string[]> => {
  const stored = await readStored(connection, ids);
  return ids.filter((id) => !stored.has(id));
};
