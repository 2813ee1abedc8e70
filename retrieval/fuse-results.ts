import type { ScoredChunk } from "../domain/chunks.ts";
import { fuseRanks, RANK_SMOOTHING } from "../domain/rank-fusion.ts";

/**
 * Joins the dense and the text ranking by weighted reciprocal rank.
 *
 * @param denseWeight share of the dense ranking, 0 to 1.
 * @returns each chunk once, best first; the score is 1 for a chunk that leads both rankings.
 */
export const fuseResults = (
  dense: readonly ScoredChunk[],
  text: readonly ScoredChunk[],
  denseWeight: number,
): ScoredChunk[] => {
  const chunks = new Map([...text, ...dense].map(({ chunk }) => [chunk.id, chunk]));
  const ids = (ranked: readonly ScoredChunk[]): string[] => ranked.map(({ chunk }) => chunk.id);
  const fused = fuseRanks([
    { ids: ids(dense), weight: denseWeight },
    { ids: ids(text), weight: 1 - denseWeight },
  ]);
  return fused.flatMap(({ id, score }) => {
    const chunk = chunks.get(id);
    return chunk ? [{ chunk, score: score * (RANK_SMOOTHING + 1) }] : [];
  });
};
