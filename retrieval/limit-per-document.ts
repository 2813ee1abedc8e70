import type { ScoredChunk } from "../domain/chunks.ts";

/**
 * Keeps the order, but no more than `most` chunks of any document, so that one long article does not fill a list, and
 * no chunk that stands in the passage of a better one.
 */
export const limitPerDocument = (ranked: readonly ScoredChunk[], most: number): ScoredChunk[] => {
  const taken = new Map<string, number[]>();
  return ranked.filter(({ chunk }) => {
    const positions = taken.get(chunk.documentId) ?? [];
    const shown = positions.some((position) => Math.abs(position - chunk.position) <= 1);
    if (shown || positions.length >= most) return false;
    taken.set(chunk.documentId, [...positions, chunk.position]);
    return true;
  });
};
