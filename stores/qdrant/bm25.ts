import { stemmer } from "stemmer";
import { searchStopWords } from "../../domain/text/stop-words.ts";

/** A sparse vector: weights by token id, both in the same order. */
export interface SparseVector {
  readonly indices: number[];
  readonly values: number[];
}

/** How fast a word's repetition stops counting, and how much a long text is held against it: the usual values. */
const K1 = 1.2;
const B = 0.75;
/**
 * The length that counts as ordinary, in tokens. BM25 takes the collection's mean, which a client cannot know while
 * others write; a constant near it for passages of three chunks of 500 characters with title and heading keeps every chunk's weights
 * independent of what else is stored.
 */
const AVERAGE_LENGTH = 140;

const WORD = /[\p{L}\p{N}]+/gu;
const MARKS = /\p{M}/gu;

/** The searchable words of a text: accents off, lower case, without stop words, English endings off (Porter). */
export const tokenize = (text: string): string[] =>
  (text.normalize("NFKD").replace(MARKS, "").toLowerCase().match(WORD) ?? [])
    .filter((word) => !searchStopWords.has(word))
    .map((word) => (/^[a-z]+$/.test(word) ? stemmer(word) : word));

/** A token's dimension in the sparse space: its 32-bit FNV-1a hash. */
export const tokenId = (token: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < token.length; index += 1) {
    hash = Math.imul(hash ^ token.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
};

const countIds = (tokens: readonly string[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const id of tokens.map(tokenId)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

const toSparse = (weights: ReadonlyMap<number, number>): SparseVector => ({
  indices: [...weights.keys()],
  values: [...weights.values()],
});

/**
 * The document side of BM25: for each word its saturated frequency, `tf·(k1+1) / (tf + k1·(1−b+b·length/average))`.
 * Qdrant multiplies it by the word's inverse document frequency (modifier `idf`) when it searches.
 *
 * Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
 */
export const documentVector = (text: string): SparseVector => {
  const tokens = tokenize(text);
  const lengthFactor = K1 * (1 - B + (B * tokens.length) / AVERAGE_LENGTH);
  const weigh = ([id, frequency]: readonly [number, number]) =>
    [id, (frequency * (K1 + 1)) / (frequency + lengthFactor)] as const;
  return toSparse(new Map([...countIds(tokens)].map(weigh)));
};

/** The query side of BM25: each word as often as it was asked for. Empty when the query has no searchable word. */
export const queryVector = (query: string): SparseVector => toSparse(countIds(tokenize(query)));
