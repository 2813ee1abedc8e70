import { isPart, type Part, partsOf } from "./result-parts.ts";

/** One figure of what a run came to. */
export interface Figure {
  readonly label: string;
  readonly value: number;
}

/** What failed in a run without failing it. */
export interface Failure {
  readonly where: string;
  readonly reason: string;
}

const labels: Readonly<Record<string, string>> = {
  new: "New",
  changed: "Changed",
  unchanged: "Unchanged",
  documents: "Documents processed",
  reused: "Documents from the store",
  chunks: "Chunks written",
  skipped: "Unchanged, left alone",
  deleted: "Documents removed",
  staleChunks: "Old chunks removed",
  failed: "Failed",
  "samples.train": "Samples to train on",
  "samples.test": "Samples held out",
  dropped: "Samples dropped",
  "canary.requests": "Canary requests",
  "canary.errors": "Canary errors",
};

/** What failed is told apart where a run both collected and processed. */
const labelIn = (part: Part, name: string, label: string): string =>
  name === "failed" && "chunks" in part ? "Documents not processed" : label;

const isFailure = (value: unknown): value is Failure => {
  if (!isPart(value)) return false;
  const { where, reason } = value;
  return typeof where === "string" && typeof reason === "string";
};

const nested = (part: Part, name: string): Part => {
  const value = part[name];
  return isPart(value) ? value : {};
};

const droppedBy = (part: Part): Part =>
  isPart(part["dropped"])
    ? {
        dropped: Object.values(part["dropped"]).reduce<number>(
          (sum, count) => sum + (typeof count === "number" ? count : 0),
          0,
        ),
      }
    : {};

const prefixed = (part: Part, name: string): Part =>
  Object.fromEntries(Object.entries(nested(part, name)).map(([field, value]) => [`${name}.${field}`, value]));

/** The figures of a run's result that people look for. */
export const figuresOf = (result: unknown): Figure[] =>
  partsOf(result).flatMap((part) => {
    const values: Part = {
      ...part,
      ...prefixed(part, "samples"),
      ...prefixed(part, "canary"),
      ...droppedBy(part),
    };
    return Object.entries(labels).flatMap(([name, label]) => {
      const value = values[name];
      return typeof value === "number" ? [{ label: labelIn(part, name, label), value }] : [];
    });
  });

/** The failures that a run's result lists. */
export const failuresOf = (result: unknown): Failure[] =>
  partsOf(result).flatMap(({ failures }) => (Array.isArray(failures) ? failures.filter(isFailure) : []));
