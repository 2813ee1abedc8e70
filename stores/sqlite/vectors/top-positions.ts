const BUCKETS = 2_048;

/**
 * The positions of the `count` highest finite scores, best first; −∞ leaves a position out. Scores are counted into
 * buckets, so that only those near the top are sorted.
 */
export const topPositions = (scores: Float32Array, count: number): number[] => {
  // Loops by index: these run over every vector of a collection, and iterators are several times as slow.
  const scoreAt = (position: number): number => scores[position] ?? Number.NEGATIVE_INFINITY;
  let [lowest, highest, finite] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let position = 0; position < scores.length; position += 1) {
    const score = scoreAt(position);
    if (score === Number.NEGATIVE_INFINITY) continue;
    finite += 1;
    if (score < lowest) lowest = score;
    if (score > highest) highest = score;
  }
  const scale = (BUCKETS - 1) / (highest - lowest || 1);
  const bucketOf = (score: number): number => Math.floor((score - lowest) * scale);
  const buckets = new Uint32Array(BUCKETS);
  for (let position = 0; position < scores.length; position += 1) {
    const score = scoreAt(position);
    if (score === Number.NEGATIVE_INFINITY) continue;
    const bucket = bucketOf(score);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  let [floor, above] = [BUCKETS, 0];
  while (floor > 0 && above < Math.min(count, finite)) {
    floor -= 1;
    above += buckets[floor] ?? 0;
  }
  const positions: number[] = [];
  for (let position = 0; position < scores.length; position += 1) {
    const score = scoreAt(position);
    if (score !== Number.NEGATIVE_INFINITY && bucketOf(score) >= floor) positions.push(position);
  }
  return positions.sort((left, right) => scoreAt(right) - scoreAt(left)).slice(0, count);
};
