import { z } from "zod";
import type { ScoredChunk } from "../../../domain/chunks.ts";
import type { DocumentFilter } from "../../../domain/documents.ts";
import type { SearchOptions } from "../../vector-store.ts";
import type { Connection } from "../connection.ts";
import { toCondition } from "../filters.ts";
import type { ThreadContext } from "../thread-context.ts";
import { type RowScore, readScoredChunks } from "./chunk-rows.ts";
import { type Collection, checkDimension } from "./collections.ts";
import { toBytes } from "./vector-bytes.ts";

/** Candidates that are scored exactly, for each chunk asked for, and at the least. Measured: docs/decisions/0003. */
const CANDIDATES_PER_RESULT = 4;
const MIN_CANDIDATES = 256;
/** Share of candidates that may be gone before the codes are read anew. */
const MAX_GONE = 0.25;

const scoreRowsSchema = z.array(z.object({ row: z.int(), score: z.number() }));

/** Exact cosine similarity of the candidate rows that are still there, best first. */
const scoreRows = (
  connection: Connection,
  { vectors }: Collection,
  vector: Float32Array,
  rows: readonly number[],
): RowScore[] =>
  scoreRowsSchema.parse(
    connection
      .prepare(
        `SELECT row, 1 - vec_distance_cosine(vector, ?) AS score FROM ${vectors}
         WHERE row IN (SELECT value FROM json_each(?)) ORDER BY score DESC, row`,
      )
      .all(toBytes(vector), JSON.stringify(rows)),
  );

/** Exact cosine similarity of all rows that match, best first. */
const scoreMatching = (
  connection: Connection,
  { records, vectors }: Collection,
  vector: Float32Array,
  filter: DocumentFilter,
  limit: number,
): RowScore[] => {
  const { sql, parameters } = toCondition(filter, { table: "records" });
  return scoreRowsSchema.parse(
    connection
      .prepare(
        `SELECT records.row, 1 - vec_distance_cosine(vector, ?) AS score
         FROM ${records} AS records JOIN ${vectors} AS vectors ON vectors.row = records.row
         WHERE ${sql} ORDER BY score DESC, records.row LIMIT ?`,
      )
      .all(toBytes(vector), ...parameters, limit),
  );
};

const scoreCandidates = (
  { connection, codes }: ThreadContext,
  collection: Collection,
  vector: Float32Array,
  filter: DocumentFilter,
  limit: number,
): RowScore[] => {
  const count = Math.max(MIN_CANDIDATES, CANDIDATES_PER_RESULT * limit);
  const candidates = codes.current(collection).best(vector, filter, count);
  const found = scoreRows(connection, collection, vector, candidates);
  if (found.length >= candidates.length * (1 - MAX_GONE)) return found;
  return scoreRows(connection, collection, vector, codes.fresh(collection).best(vector, filter, count));
};

/**
 * Finds candidates by their codes in memory and scores them exactly. Where the filter names documents, which are few,
 * all their chunks are scored exactly. See `VectorStore.searchDense`.
 */
export const searchDense = (
  context: ThreadContext,
  collection: Collection,
  vector: Float32Array,
  { limit, filter = {} }: SearchOptions,
): ScoredChunk[] => {
  checkDimension(collection, vector);
  const { connection } = context;
  const found =
    filter.documentIds || filter.links
      ? scoreMatching(connection, collection, vector, filter, limit)
      : scoreCandidates(context, collection, vector, filter, limit).slice(0, limit);
  return readScoredChunks(connection, collection, found);
};
