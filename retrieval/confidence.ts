import type { ScoredChunk } from "../domain/chunks.ts";

/**
 * How well what was found matches the question, from 0 to 1: the cosine similarity of the nearest chunk, or, for a
 * search by words alone, whether anything was found. The share of the question's words that the passages hold was
 * tried beside it and told answerable questions from others no better.
 */
export const confidenceOf = (dense: readonly ScoredChunk[], results: readonly ScoredChunk[]): number => {
  const nearest = dense[0];
  if (nearest) return Math.min(1, Math.max(0, nearest.score));
  return results.length > 0 ? 1 : 0;
};
