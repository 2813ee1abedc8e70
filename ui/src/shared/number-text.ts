/** What a number field holds: text while it is empty or half typed. */
export type NumberText = string | number;

/** The number in a field, or what stands for an empty one. */
export const numberOr = (value: NumberText, fallback: number): number =>
  typeof value === "number" ? value : fallback;
