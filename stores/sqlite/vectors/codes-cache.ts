import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import type { Collection } from "./collections.ts";
import { fitQuantizer } from "./quantizer.ts";
import { toFloats } from "./vector-bytes.ts";
import { createVectorCodes, type VectorCodes } from "./vector-codes.ts";

/** Vectors that the quantizer is fitted to; with fewer stored, it is fitted again when there are four times as many. */
const SAMPLE = 4_096;
const REFIT_FACTOR = 4;
/** Vectors for whose number it is not worth fitting again. */
const FEW = 64;
/** Collections whose codes one thread keeps. */
const MAX_COLLECTIONS = 16;

const rangeSchema = z.object({ last: z.int() });
const countRowSchema = z.object({ count: z.int() });
const sampleRowSchema = z.object({ vector: z.instanceof(Uint8Array) });
const rowSchema = z.object({
  row: z.int(),
  authorId: z.string(),
  category: z.string(),
  platform: z.string(),
  vector: z.instanceof(Uint8Array),
});

interface Entry {
  readonly codes: VectorCodes;
  /** Vectors that were stored when the quantizer was fitted. */
  readonly fittedTo: number;
  last: number;
}

/**
 * The codes of a thread's collections. A collection's rows only ever get higher numbers, so what other threads and
 * processes added is whatever lies above the last row seen. Rows deleted meanwhile stay as candidates that the exact
 * scoring does not find; when they become many, the caller asks for fresh codes.
 */
export interface CodesCache {
  /** Codes of all rows in the snapshot that the connection reads, and perhaps of some deleted ones. */
  current(collection: Collection): VectorCodes;
  /** Codes of the rows in the snapshot and no others. */
  fresh(collection: Collection): VectorCodes;
}

/** The cache of one thread, which reads what it lacks through the connection of that thread. */
export const createCodesCache = (connection: Connection): CodesCache => {
  const entries = new LRUCache<number, Entry>({ max: MAX_COLLECTIONS });

  const lastRow = ({ records }: Collection): number =>
    rangeSchema.parse(connection.prepare(`SELECT coalesce(max(row), 0) AS last FROM ${records}`).get()).last;

  /** Every n-th vector of those that are there: row numbers have gaps, as long as what was ever replaced. */
  const readSample = ({ records, vectors }: Collection): Float32Array[] => {
    const counted = connection.prepare(`SELECT count(*) AS count FROM ${records}`).get();
    const step = Math.max(1, Math.ceil(countRowSchema.parse(counted).count / SAMPLE));
    return connection
      .prepare(
        `SELECT vector FROM ${vectors} WHERE row IN (
           SELECT row FROM (SELECT row, row_number() OVER () AS place FROM ${records}) WHERE place % ? = 0
         )`,
      )
      .all(step)
      .map((row) => toFloats(sampleRowSchema.parse(row).vector));
  };

  const addNewRows = ({ records, vectors }: Collection, entry: Entry): void => {
    const added = connection
      .prepare(
        `SELECT records.row, author_id AS authorId, category, platform, vector
         FROM ${records} AS records JOIN ${vectors} AS vectors ON vectors.row = records.row
         WHERE records.row > ? ORDER BY records.row`,
      )
      .iterate(entry.last);
    for (const found of added) {
      const { row, vector, ...labels } = rowSchema.parse(found);
      entry.codes.add(row, labels, toFloats(vector));
      entry.last = row;
    }
  };

  const load = (collection: Collection): Entry => {
    const codes = createVectorCodes(fitQuantizer(readSample(collection), collection.dimension));
    const empty = { codes, fittedTo: 0, last: 0 };
    addNewRows(collection, empty);
    const entry = { ...empty, fittedTo: codes.size() };
    entries.set(collection.id, entry);
    return entry;
  };

  return {
    current: (collection) => {
      const entry = entries.get(collection.id);
      if (!entry) return load(collection).codes;
      if (lastRow(collection) > entry.last) addNewRows(collection, entry);
      const outgrown =
        entry.fittedTo < SAMPLE && entry.codes.size() > REFIT_FACTOR * Math.max(FEW, entry.fittedTo);
      return (outgrown ? load(collection) : entry).codes;
    },
    fresh: (collection) => load(collection).codes,
  };
};
