/** The middle of some values, or the mean of the two in the middle; `null` where there are none. */
export const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((left, right) => left - right);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};
