import type { ScoredChunk } from "../domain/chunks.ts";

/** Keeps the order, but no more than `most` chunks of any document, so that one long article does not fill a list. */
export const limitPerDocument = (ranked: readonly ScoredChunk[], most: number): ScoredChunk[] => {
  const taken = new Map<string, number>();
  return ranked.filter(({ chunk }) => {
    const count = (taken.get(chunk.documentId) ?? 0) + 1;
    taken.set(chunk.documentId, count);
    return count <= most;
  });
};
