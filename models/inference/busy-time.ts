export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Length of the union of intervals: the time during which at least one of them ran. */
export const busyTime = (intervals: readonly Interval[]): number => {
  let busy = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { start, end } of [...intervals].sort((a, b) => a.start - b.start)) {
    if (end <= until) continue;
    busy += end - Math.max(start, until);
    until = end;
  }
  return busy;
};
