export type Part = Readonly<Record<string, unknown>>;

export const isPart = (value: unknown): value is Part =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const children = ["etl", "features", "dataset", "training", "deployment"] as const;

/** A run's result with the results of the runs that it started itself, in the order of their work. */
export const partsOf = (result: unknown): readonly Part[] =>
  isPart(result) ? [result, ...children.flatMap((name) => partsOf(result[name]))] : [];
