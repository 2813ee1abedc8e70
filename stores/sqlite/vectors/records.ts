import { z } from "zod";
import type { DocumentFilter, Page } from "../../../domain/documents.ts";
import type { Facet } from "../../vector-store.ts";
import type { Connection } from "../connection.ts";
import { toCondition } from "../filters.ts";
import { readPage } from "../paging.ts";
import { deleteChunks } from "./chunks.ts";
import type { Collection } from "./collections.ts";

/** What collections of both kinds can do. */

const versionRowSchema = z.object({ documentId: z.string(), version: z.string() });
const idRowSchema = z.object({ documentId: z.string() });
const countRowSchema = z.object({ count: z.int() });
const facetRowSchema = z.object({ value: z.string(), count: z.int() });

const facetColumns = {
  authorId: "author_id",
  platform: "platform",
  link: "link",
} as const satisfies Record<Facet, string>;

/** See `VectorStore.readVersions`. */
export const readVersions = (
  connection: Connection,
  { records }: Collection,
  documentIds: readonly string[],
): Map<string, string> => {
  const { sql, parameters } = toCondition({ documentIds }, { table: records });
  const rows = connection
    .prepare(`SELECT DISTINCT document_id AS documentId, version FROM ${records} WHERE ${sql}`)
    .all(...parameters);
  return new Map(
    rows.map((row) => versionRowSchema.parse(row)).map(({ documentId, version }) => [documentId, version]),
  );
};

/** See `VectorStore.listDocumentIds`. */
export const listDocumentIds = (
  connection: Connection,
  { records }: Collection,
  { filter, after = "", limit }: { filter?: DocumentFilter; after?: string; limit: number },
): Page<string> => {
  const { sql, parameters } = toCondition(filter, { table: records });
  const statement = connection.prepare(
    `SELECT DISTINCT document_id AS documentId FROM ${records}
     WHERE ${sql} AND document_id > ? ORDER BY document_id LIMIT ?`,
  );
  const read = (count: number) =>
    statement.all(...parameters, after, count).map((row) => idRowSchema.parse(row).documentId);
  return readPage(limit, read, (id) => id);
};

/** See `VectorStore.deleteDocuments`. */
export const deleteRecords = (
  connection: Connection,
  collection: Collection,
  filter: DocumentFilter,
): number => {
  const { kind, records } = collection;
  if (kind === "chunks") return deleteChunks(connection, collection, filter);
  const { sql, parameters } = toCondition(filter, { table: records });
  return Number(connection.prepare(`DELETE FROM ${records} WHERE ${sql}`).run(...parameters).changes);
};

/** See `VectorStore.count`. */
export const countRecords = (
  connection: Connection,
  { records }: Collection,
  filter?: DocumentFilter,
): number => {
  const { sql, parameters } = toCondition(filter, { table: records });
  const row = connection.prepare(`SELECT count(*) AS count FROM ${records} WHERE ${sql}`).get(...parameters);
  return countRowSchema.parse(row).count;
};

/** See `VectorStore.countBy`. */
export const countBy = (
  connection: Connection,
  { records }: Collection,
  facet: Facet,
  filter?: DocumentFilter,
): Map<string, number> => {
  const { sql, parameters } = toCondition(filter, { table: records });
  const rows = connection
    .prepare(
      `SELECT ${facetColumns[facet]} AS value, count(*) AS count FROM ${records} WHERE ${sql}
       GROUP BY value ORDER BY count DESC, value`,
    )
    .all(...parameters);
  return new Map(rows.map((row) => facetRowSchema.parse(row)).map(({ value, count }) => [value, count]));
};
