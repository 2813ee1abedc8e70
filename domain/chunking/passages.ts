import type { Chunk } from "../chunks.ts";

/** Joins two neighbouring texts, without what the second repeats of the first's end (at most `overlap` characters and a few). */
export const joinNeighbours = (first: string, second: string, overlap: number): string => {
  const longest = Math.min(first.length, second.length, overlap * 2);
  for (let length = longest; length > 0; length -= 1) {
    if (first.endsWith(second.slice(0, length))) return first + second.slice(length);
  }
  return `${first}\n\n${second}`;
};

/**
 * Gives each chunk its passage: itself between the chunk before and the chunk after. A small chunk is found precisely,
 * and read in its surroundings (the "sentence window" of retrieval). Measured: docs/benchmarks.md.
 *
 * @param chunks all chunks of one document, in order.
 * @param overlap characters that neighbours share at most.
 */
export const withPassages = (chunks: readonly Omit<Chunk, "passage">[], overlap: number): Chunk[] =>
  chunks.map((chunk, index) => ({
    ...chunk,
    passage: [chunks[index - 1]?.text, chunk.text, chunks[index + 1]?.text]
      .filter((text) => text !== undefined)
      .reduce((joined, text) => joinNeighbours(joined, text, overlap)),
  }));
