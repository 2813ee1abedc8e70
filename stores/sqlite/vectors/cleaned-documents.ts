import { z } from "zod";
import type { CleanedDocument } from "../../../domain/chunks.ts";
import { joinAuthor } from "../../flat-author.ts";
import type { Connection } from "../connection.ts";
import type { Collection } from "./collections.ts";
import { readColumns, readFields } from "./shared-columns.ts";

const rowSchema = z.object({ ...readFields, version: z.string() });

/** See `VectorStore.upsertDocuments`. */
export const upsertDocuments = (
  connection: Connection,
  { records }: Collection,
  documents: readonly CleanedDocument[],
): void => {
  const statement = connection.prepare(
    `INSERT OR REPLACE INTO ${records} (document_id, category, platform, author_id, author_name, link, title, text,
       version)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { documentId, category, platform, author, link, title, text, version } of documents) {
    statement.run(documentId, category, platform, author.id, author.name, link, title, text, version);
  }
};

/** See `VectorStore.getDocuments`. */
export const getDocuments = (
  connection: Connection,
  { records }: Collection,
  documentIds: readonly string[],
): CleanedDocument[] => {
  const statement = connection.prepare(
    `SELECT ${readColumns}, version FROM ${records} WHERE document_id = ?`,
  );
  return documentIds.flatMap((id) => {
    const row = statement.get(id);
    return row ? [joinAuthor(rowSchema.parse(row))] : [];
  });
};
