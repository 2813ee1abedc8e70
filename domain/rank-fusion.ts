/** A list of ids, best first, and how much it counts. */
export interface RankedList<Id> {
  readonly ids: readonly Id[];
  /** 0 or more; a list of weight 0 adds nothing, not even its ids. */
  readonly weight: number;
}

export interface FusedRank<Id> {
  readonly id: Id;
  /** Sum over the lists of `weight / (smoothing + rank)`. */
  readonly score: number;
}

/** The constant of Cormack et al.: how little the very first ranks are favoured. */
export const RANK_SMOOTHING = 60;

/**
 * Weighted reciprocal rank fusion: joins ranked lists whose scores cannot be compared, by rank alone. Ties keep the
 * order in which ids first appear. An id that a list names twice counts there once, at its better rank.
 *
 * Source: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning
 * Methods" (SIGIR 2009), with a weight for each list.
 */
export const fuseRanks = <Id>(
  lists: readonly RankedList<Id>[],
  smoothing: number = RANK_SMOOTHING,
): FusedRank<Id>[] => {
  const scores = new Map<Id, number>();
  for (const { ids, weight } of lists) {
    if (weight === 0) continue;
    [...new Set(ids)].forEach((id, index) => {
      scores.set(id, (scores.get(id) ?? 0) + weight / (smoothing + index + 1));
    });
  }
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
};
