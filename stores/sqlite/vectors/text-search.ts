import { z } from "zod";
import type { ScoredChunk } from "../../../domain/chunks.ts";
import type { SearchOptions } from "../../vector-store.ts";
import type { Connection } from "../connection.ts";
import { toCondition } from "../filters.ts";
import type { ThreadContext } from "../thread-context.ts";
import { readScoredChunks } from "./chunk-rows.ts";
import type { Collection } from "./collections.ts";

/** Weights of title, heading and passage in BM25. */
const COLUMN_WEIGHTS = "1.0, 1.0, 1.0";
/**
 * Index entries that one query may read: the rarest words come first, and commoner ones are left out once the sum is
 * reached. They say little, and cost most of the time in a large collection. Measured: docs/decisions/0003.
 */
const MAX_ENTRIES = 10_000;
const MAX_WORDS = 64;

const countRowSchema = z.object({ count: z.int() });
const scoreRowsSchema = z.array(z.object({ row: z.int(), score: z.number() }));

/** A word as an FTS5 string; the tokenizer leaves no quotes in words, and if it did, they would be doubled. */
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`;

/** The words worth searching for, rarest first; words that no chunk has are left out. */
const selectWords = (connection: Connection, { texts }: Collection, words: readonly string[]): string[] => {
  const counting = connection.prepare(
    `SELECT count(*) AS count FROM (SELECT 1 FROM ${texts} WHERE ${texts} MATCH ? LIMIT ${MAX_ENTRIES})`,
  );
  const counted = words
    .map((word) => ({ word, count: countRowSchema.parse(counting.get(quoted(word))).count }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => left.count - right.count)
    .slice(0, MAX_WORDS);
  let entries = 0;
  return counted
    .filter(({ count }, index) => {
      entries += count;
      return index === 0 || entries <= MAX_ENTRIES;
    })
    .map(({ word }) => word);
};

/** BM25 by FTS5 over any of the query's words. See `VectorStore.searchText`. */
export const searchText = (
  { connection, tokenizer }: ThreadContext,
  collection: Collection,
  query: string,
  { limit, filter }: SearchOptions,
): ScoredChunk[] => {
  const words = selectWords(connection, collection, tokenizer.searchWords(query));
  if (words.length === 0) return [];
  const { records, texts } = collection;
  const { sql, parameters } = toCondition(filter, { table: "records" });
  const restriction =
    sql === "TRUE"
      ? ""
      : `AND EXISTS (SELECT 1 FROM ${records} AS records WHERE records.row = texts.rowid AND ${sql})`;
  const found = connection
    .prepare(
      `SELECT rowid AS row, -rank AS score FROM ${texts} AS texts
       WHERE ${texts} MATCH ? AND rank MATCH 'bm25(${COLUMN_WEIGHTS})' ${restriction}
       ORDER BY rank LIMIT ?`,
    )
    .all(words.map(quoted).join(" OR "), ...parameters, limit);
  return readScoredChunks(connection, collection, scoreRowsSchema.parse(found));
};
