import type { DocumentFilter } from "../../../domain/documents.ts";
import type { Quantizer } from "./quantizer.ts";
import { topPositions } from "./top-positions.ts";

/** The fields by which codes can be told apart without asking the database. */
export interface CodeLabels {
  readonly authorId: string;
  readonly category: string;
  readonly platform: string;
}

/** The quantized vectors of a collection, in memory, each under its row number. */
export interface VectorCodes {
  readonly size: () => number;
  /** Rows come in ascending order. */
  add(row: number, labels: CodeLabels, vector: Float32Array): void;
  /** The rows of the `count` best by estimated dot product with `query`, among those whose labels pass the filter. */
  best(query: Float32Array, filter: DocumentFilter, count: number): number[];
}

const passes = (labels: CodeLabels, { authorIds, categories, platforms }: DocumentFilter): boolean =>
  (authorIds?.includes(labels.authorId) ?? true) &&
  (categories?.some((category) => category === labels.category) ?? true) &&
  (platforms?.some((platform) => platform === labels.platform) ?? true);

/**
 * The score of each code. This runs over every vector of a collection and decides the time of a search: it touches
 * local variables alone, and keeps two sums, so that one addition need not wait for the other.
 */
const sumTables = (codes: Uint8Array, bytes: number, tables: Float32Array, size: number): Float32Array => {
  const scores = new Float32Array(size);
  let at = 0;
  for (let position = 0; position < size; position += 1) {
    let even = 0;
    let odd = 0;
    for (let table = 0; table < bytes << 8; table += 512) {
      even += tables[table | (codes[at] ?? 0)] ?? 0;
      odd += tables[(table + 256) | (codes[at + 1] ?? 0)] ?? 0;
      at += 2;
    }
    scores[position] = even + odd;
  }
  return scores;
};

/** Twice as long, the same at the start. */
const grown = <A extends Uint8Array | Uint32Array | Float64Array>(longer: A, former: A): A => {
  longer.set(former);
  return longer;
};

/** Codes of a quantizer, none at first; the arrays that hold them double when they are full. */
export const createVectorCodes = (quantizer: Quantizer): VectorCodes => {
  const { bytes } = quantizer;
  let capacity = 1_024;
  let size = 0;
  let codes = new Uint8Array(capacity * bytes);
  let rows = new Float64Array(capacity);
  let groups = new Uint32Array(capacity);
  const groupNumbers = new Map<string, number>();
  const groupLabels: CodeLabels[] = [];

  const groupOf = ({ authorId, category, platform }: CodeLabels): number => {
    const key = `${authorId} ${category} ${platform}`;
    const known = groupNumbers.get(key);
    if (known !== undefined) return known;
    groupNumbers.set(key, groupLabels.length);
    return groupLabels.push({ authorId, category, platform }) - 1;
  };
  const grow = (): void => {
    capacity *= 2;
    codes = grown(new Uint8Array(capacity * bytes), codes);
    rows = grown(new Float64Array(capacity), rows);
    groups = grown(new Uint32Array(capacity), groups);
  };
  const score = (query: Float32Array, filter: DocumentFilter): Float32Array => {
    const allowed = Uint8Array.from(groupLabels, (labels) => Number(passes(labels, filter)));
    const scores = sumTables(codes, bytes, quantizer.scoreTables(query), size);
    if (allowed.includes(0)) {
      for (let position = 0; position < size; position += 1) {
        if (allowed[groups[position] ?? 0] === 0) scores[position] = Number.NEGATIVE_INFINITY;
      }
    }
    return scores;
  };

  return {
    size: () => size,
    add: (row, labels, vector) => {
      if (size === capacity) grow();
      quantizer.encode(vector, codes, size * bytes);
      rows[size] = row;
      groups[size] = groupOf(labels);
      size += 1;
    },
    best: (query, filter, count) =>
      topPositions(score(query, filter), count).map((position) => rows[position] ?? 0),
  };
};
