import { z } from "zod";
import type { Chunk } from "../../../domain/chunks.ts";
import { categorySchema, platformSchema } from "../../../domain/documents.ts";
import type { Connection } from "../connection.ts";
import type { Collection } from "./collections.ts";

/** The fields of a chunk as `toChunk` reads them, for SELECT. */
export const chunkColumns = `records.row, records.id, document_id AS documentId, category, platform,
  author_id AS authorId, author_name AS authorName, link, title, heading, text, passage, position, tokens`;

const chunkRowSchema = z.object({
  row: z.int(),
  id: z.string(),
  documentId: z.string(),
  category: categorySchema,
  platform: platformSchema,
  authorId: z.string(),
  authorName: z.string(),
  link: z.string(),
  title: z.string(),
  heading: z.string(),
  text: z.string(),
  passage: z.string(),
  position: z.int(),
  tokens: z.int(),
});

export const toChunk = (found: unknown): Chunk => {
  const { row: _, authorId, authorName, ...fields } = chunkRowSchema.parse(found);
  return { ...fields, author: { id: authorId, name: authorName } };
};

/** A row found by a search, with its score. */
export interface RowScore {
  readonly row: number;
  readonly score: number;
}

/** The chunks of scored rows, in the same order. */
export const readScoredChunks = (
  connection: Connection,
  { records }: Collection,
  found: readonly RowScore[],
) => {
  const statement = connection.prepare(`SELECT ${chunkColumns} FROM ${records} AS records WHERE row = ?`);
  return found.map(({ row, score }) => ({ chunk: toChunk(statement.get(row)), score }));
};
