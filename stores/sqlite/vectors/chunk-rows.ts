import { z } from "zod";
import type { Chunk } from "../../../domain/chunks.ts";
import { joinAuthor } from "../../flat-author.ts";
import type { Connection } from "../connection.ts";
import type { Collection } from "./collections.ts";
import { readColumns, readFields } from "./shared-columns.ts";

/** The fields of a chunk as `toChunk` reads them, for SELECT. */
export const chunkColumns = `records.row, records.id, ${readColumns}, heading, passage, position, tokens`;

const chunkRowSchema = z.object({
  row: z.int(),
  id: z.string(),
  ...readFields,
  heading: z.string(),
  passage: z.string(),
  position: z.int(),
  tokens: z.int(),
});

/** A row of `chunkColumns` as a chunk. @throws {z.ZodError} when it is none of ours. */
export const toChunk = (found: unknown): Chunk => {
  const { row: _, ...fields } = chunkRowSchema.parse(found);
  return joinAuthor(fields);
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
