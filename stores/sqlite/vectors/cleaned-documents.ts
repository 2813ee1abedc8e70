import { z } from "zod";
import type { CleanedDocument } from "../../../domain/chunks.ts";
import { categorySchema, platformSchema } from "../../../domain/documents.ts";
import type { Connection } from "../connection.ts";
import type { Collection } from "./collections.ts";

const rowSchema = z
  .object({
    documentId: z.string(),
    category: categorySchema,
    platform: platformSchema,
    authorId: z.string(),
    authorName: z.string(),
    link: z.string(),
    title: z.string(),
    text: z.string(),
    version: z.string(),
  })
  .transform(
    ({ authorId, authorName, ...fields }): CleanedDocument => ({
      ...fields,
      author: { id: authorId, name: authorName },
    }),
  );

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
    `SELECT document_id AS documentId, category, platform, author_id AS authorId, author_name AS authorName, link,
       title, text, version
     FROM ${records} WHERE document_id = ?`,
  );
  return documentIds.flatMap((id) => {
    const row = statement.get(id);
    return row ? [rowSchema.parse(row)] : [];
  });
};
