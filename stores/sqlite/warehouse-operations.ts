import { z } from "zod";
import { contentHash } from "../../domain/content-hash.ts";
import {
  type Author,
  authorSchema,
  categorySchema,
  type Document,
  type DocumentFilter,
  type DocumentSummary,
  documentSchema,
  type Page,
  platformSchema,
} from "../../domain/documents.ts";
import { normalizedAuthorName } from "../../domain/identity.ts";
import { checkDocument } from "../check-document.ts";
import { flatAuthorFields, joinAuthor } from "../flat-author.ts";
import type { DocumentCount, UpsertOutcome } from "../warehouse.ts";
import type { Connection } from "./connection.ts";
import { toCondition } from "./filters.ts";
import { readPage } from "./paging.ts";
import type { ThreadContext } from "./thread-context.ts";

const table = { table: "documents", idColumn: "id" };

const hashRowSchema = z.object({ content_hash: z.string() });
const idRowSchema = z.object({ id: z.string() });
const bodyRowSchema = z.object({ body: z.string() });
const summaryRowSchema = z.object({
  id: z.string(),
  category: categorySchema,
  platform: platformSchema,
  ...flatAuthorFields,
  link: z.string(),
  title: z.string(),
  contentHash: z.string(),
  updatedAt: z.string(),
});
const countRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  category: categorySchema,
  platform: platformSchema,
  count: z.int(),
});

const writeAuthor = (connection: Connection, { id, name }: Author): void => {
  connection
    .prepare(
      `INSERT INTO authors (id, name, normalized_name) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, normalized_name = excluded.normalized_name
       WHERE name IS NOT excluded.name`,
    )
    .run(id, name, normalizedAuthorName(name));
};

const writeDocument = (connection: Connection, document: Document, now: string): UpsertOutcome => {
  const { id, category, platform, author, link, title } = document;
  const hash = contentHash(document);
  const row = connection.prepare("SELECT content_hash FROM documents WHERE id = ?").get(id);
  const before = row && hashRowSchema.parse(row).content_hash;
  if (before === hash) return { id, outcome: "unchanged" };
  connection
    .prepare(
      `INSERT OR REPLACE INTO documents
         (id, category, platform, author_id, author_name, link, title, content_hash, updated_at, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(id, category, platform, author.id, author.name, link, title, hash, now, JSON.stringify(document));
  return { id, outcome: before === undefined ? "new" : "changed" };
};

/** Documents of these ids, in their order, each once. */
const readDocuments = (connection: Connection, ids: readonly string[]): Document[] => {
  const statement = connection.prepare("SELECT body FROM documents WHERE id = ?");
  return [...new Set(ids)].flatMap((id) => {
    const row = statement.get(id);
    return row ? [documentSchema.parse(JSON.parse(bodyRowSchema.parse(row).body))] : [];
  });
};

const deleteMatching = (connection: Connection, filter: DocumentFilter): number => {
  const { sql, parameters } = toCondition(filter, table);
  return Number(connection.prepare(`DELETE FROM documents WHERE ${sql}`).run(...parameters).changes);
};

/** What the warehouse reads; see `Warehouse`. */
export const warehouseReads = {
  findAuthor: ({ connection }: ThreadContext, nameOrId: string): Author | undefined => {
    const row = connection
      .prepare(
        "SELECT id, name FROM authors WHERE id = ?1 OR normalized_name = ?2 ORDER BY id = ?1 DESC, id LIMIT 1",
      )
      .get(nameOrId.trim().toLowerCase(), normalizedAuthorName(nameOrId));
    return row && authorSchema.parse(row);
  },
  listAuthors: ({ connection }: ThreadContext): Author[] =>
    authorSchema
      .array()
      .parse(connection.prepare("SELECT id, name FROM authors ORDER BY normalized_name, id").all()),
  getWarehouseDocuments: ({ connection }: ThreadContext, ids: readonly string[]): Document[] =>
    readDocuments(connection, ids),
  listDocuments: (
    { connection }: ThreadContext,
    filter: DocumentFilter,
    { after = "", limit }: { after?: string; limit: number },
  ): Page<DocumentSummary> => {
    const { sql, parameters } = toCondition(filter, table);
    const statement = connection.prepare(
      `SELECT id, category, platform, author_id AS authorId, author_name AS authorName, link, title,
         content_hash AS contentHash, updated_at AS updatedAt
       FROM documents WHERE ${sql} AND id > ? ORDER BY id LIMIT ?`,
    );
    const read = (count: number) =>
      summaryRowSchema
        .array()
        .parse(statement.all(...parameters, after, count))
        .map(joinAuthor);
    return readPage(limit, read, ({ id }) => id);
  },
  findMissing: ({ connection }: ThreadContext, ids: readonly string[]): string[] =>
    idRowSchema
      .array()
      .parse(
        connection
          .prepare(
            "SELECT DISTINCT value AS id FROM json_each(?) WHERE value NOT IN (SELECT id FROM documents) ORDER BY key",
          )
          .all(JSON.stringify(ids)),
      )
      .map(({ id }) => id),
  countDocuments: ({ connection }: ThreadContext, filter?: DocumentFilter): DocumentCount[] => {
    const { sql, parameters } = toCondition(filter, table);
    const rows = connection
      .prepare(
        `SELECT authors.id, authors.name, category, platform, count(*) AS count
         FROM documents JOIN authors ON authors.id = author_id WHERE ${sql}
         GROUP BY author_id, category, platform ORDER BY normalized_name, category, platform`,
      )
      .all(...parameters);
    return countRowSchema
      .array()
      .parse(rows)
      .map(({ id, name, ...rest }) => ({ author: { id, name }, ...rest }));
  },
  ping: ({ connection }: ThreadContext): void => {
    connection.prepare("SELECT count(*) FROM sqlite_schema").get();
  },
};

/** What the warehouse writes, each in one transaction; see `Warehouse`. */
export const warehouseWrites = {
  upsertAuthors: ({ connection }: ThreadContext, authors: readonly Author[]): void => {
    for (const author of authors) writeAuthor(connection, author);
  },
  upsertWarehouseDocuments: (
    { connection }: ThreadContext,
    documents: readonly Document[],
    now: string,
  ): UpsertOutcome[] =>
    documents.map(checkDocument).map((document) => {
      writeAuthor(connection, document.author);
      return writeDocument(connection, document, now);
    }),
  deleteWarehouseDocuments: ({ connection }: ThreadContext, filter: DocumentFilter): number =>
    deleteMatching(connection, filter),
  deleteAuthor: ({ connection }: ThreadContext, id: string): number => {
    const deleted = deleteMatching(connection, { authorIds: [id] });
    connection.prepare("DELETE FROM authors WHERE id = ?").run(id);
    return deleted;
  },
};
