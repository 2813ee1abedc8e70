import { styleMarks } from "./style-marks.ts";

/** How often each mark occurs, and how many occurrences there are in all. */
interface Distribution {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

/** A text's marks of style, by kind. */
export type MarksProfile = readonly Distribution[];

const toDistribution = (occurrences: readonly string[]): Distribution => {
  const counts = new Map<string, number>();
  for (const mark of occurrences) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return { counts, total: occurrences.length };
};

/** Counts the marks of style in a prose, see `toProse`. */
export const profileOf = (prose: string): MarksProfile =>
  Object.values(styleMarks).map((marks) => toDistribution(marks(prose)));

/** The overlap of two distributions, from 0 to 1 (Bhattacharyya, 1943). */
const overlap = (left: Distribution, right: Distribution): number => {
  if (right.total === 0) return 0;
  let sum = 0;
  for (const [mark, count] of left.counts) {
    sum += Math.sqrt((count / left.total) * ((right.counts.get(mark) ?? 0) / right.total));
  }
  return sum;
};

/** The mean overlap of the kinds of marks, from 0 to 1. It grows with the length of the shorter text. */
export const likeness = (left: MarksProfile, right: MarksProfile): number =>
  left.reduce((sum, marks, kind) => {
    const other = right[kind];
    return sum + (other === undefined ? 0 : overlap(marks, other));
  }, 0) / left.length;
