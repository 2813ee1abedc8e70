/** The middle and the slow end of a list of durations, in the list's unit. */
export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

/** The quantiles of durations, nearest rank; the list need not be sorted and is not changed. */
export const quantilesOf = (durations: readonly number[]): Quantiles => {
  const sorted = [...durations].sort((left, right) => left - right);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
};
