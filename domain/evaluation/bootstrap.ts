/** A mean with the interval that holds it with 95% confidence. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The percentile bootstrap of a mean (Efron, 1979).
 *
 * @param values one figure per question; not empty.
 * @param random numbers in [0, 1), seeded by the caller so that the interval can be repeated.
 */
export const bootstrapMean = (
  values: readonly number[],
  random: () => number,
  resamples = 2_000,
): Interval => {
  const means = Array.from({ length: resamples }, () =>
    meanOf(values.map(() => values[Math.floor(random() * values.length)] ?? 0)),
  ).sort((left, right) => left - right);
  const at = (share: number): number => means[Math.min(resamples - 1, Math.floor(share * resamples))] ?? 0;
  return { mean: meanOf(values), low: at(0.025), high: at(0.975) };
};

/** A small seeded generator of numbers in [0, 1): mulberry32, by Tommy Ettinger (public domain). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
