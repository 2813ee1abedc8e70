import { z } from "zod";
import type { Chunk, EmbeddedChunk } from "../../../domain/chunks.ts";
import type { DocumentFilter, Page } from "../../../domain/documents.ts";
import type { ChunkReplacement } from "../../vector-store.ts";
import type { Connection } from "../connection.ts";
import { toCondition } from "../filters.ts";
import { readPage } from "../paging.ts";
import { chunkColumns, toChunk } from "./chunk-rows.ts";
import { type Collection, checkDimension } from "./collections.ts";
import { toBytes, toFloats } from "./vector-bytes.ts";

const rowSchema = z.object({ row: z.int() });
const vectorRowSchema = z.object({ vector: z.instanceof(Uint8Array) });

const insertChunk = (
  connection: Connection,
  { records, vectors, texts }: Collection,
  chunk: EmbeddedChunk,
  version: string,
): void => {
  const inserted = connection
    .prepare(
      `INSERT INTO ${records} (id, document_id, category, platform, author_id, author_name, link, title, heading,
         text, passage, position, tokens, version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING row`,
    )
    .get(
      chunk.id,
      chunk.documentId,
      chunk.category,
      chunk.platform,
      chunk.author.id,
      chunk.author.name,
      chunk.link,
      chunk.title,
      chunk.heading,
      chunk.text,
      chunk.passage,
      chunk.position,
      chunk.tokens,
      version,
    );
  const { row } = rowSchema.parse(inserted);
  connection.prepare(`INSERT INTO ${vectors} (row, vector) VALUES (?, ?)`).run(row, toBytes(chunk.vector));
  connection
    .prepare(`INSERT INTO ${texts} (rowid, title, heading, passage) VALUES (?, ?, ?, ?)`)
    .run(row, chunk.title, chunk.heading, chunk.passage);
};

/** Deletes chunks with their vectors and texts; returns their number. */
export const deleteChunks = (
  connection: Connection,
  { records, vectors, texts }: Collection,
  filter: DocumentFilter,
): number => {
  const { sql, parameters } = toCondition(filter, { table: records });
  const matching = `SELECT row FROM ${records} WHERE ${sql}`;
  connection.prepare(`DELETE FROM ${texts} WHERE rowid IN (${matching})`).run(...parameters);
  connection.prepare(`DELETE FROM ${vectors} WHERE row IN (${matching})`).run(...parameters);
  return Number(connection.prepare(`DELETE FROM ${records} WHERE ${sql}`).run(...parameters).changes);
};

/** See `VectorStore.replaceChunks`. */
export const replaceChunks = (
  connection: Connection,
  collection: Collection,
  replacements: readonly ChunkReplacement[],
): { written: number; removed: number } => {
  let [written, removed] = [0, 0];
  for (const { documentId, version, chunks } of replacements) {
    const distinct = new Map(chunks.map((chunk) => [chunk.id, chunk]));
    const before = deleteChunks(connection, collection, { documentIds: [documentId] });
    for (const chunk of distinct.values()) {
      checkDimension(collection, chunk.vector);
      insertChunk(connection, collection, { ...chunk, documentId }, version);
    }
    written += distinct.size;
    removed += before;
  }
  return { written, removed };
};

/** See `VectorStore.getChunks`. */
export const getChunks = (
  connection: Connection,
  { records }: Collection,
  ids: readonly string[],
): Chunk[] => {
  const statement = connection.prepare(`SELECT ${chunkColumns} FROM ${records} AS records WHERE id = ?`);
  return ids.flatMap((id) => {
    const row = statement.get(id);
    return row ? [toChunk(row)] : [];
  });
};

/** See `VectorStore.scrollChunks`. The order is that of the chunks' ids, which outlive a replacement. */
export const scrollChunks = (
  connection: Connection,
  { records, vectors }: Collection,
  { filter, after = "", limit }: { filter?: DocumentFilter; after?: string; limit: number },
): Page<EmbeddedChunk> => {
  const { sql, parameters } = toCondition(filter, { table: "records" });
  const statement = connection.prepare(
    `SELECT ${chunkColumns}, vector FROM ${records} AS records JOIN ${vectors} AS vectors ON vectors.row = records.row
     WHERE ${sql} AND records.id > ? ORDER BY records.id LIMIT ?`,
  );
  const read = (count: number) =>
    statement
      .all(...parameters, after, count)
      .map((row) => ({ ...toChunk(row), vector: toFloats(vectorRowSchema.parse(row).vector) }));
  return readPage(limit, read, ({ id }) => id);
};
