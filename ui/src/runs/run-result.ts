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
  chunks: "Chunks written",
  skipped: "Unchanged, left alone",
  deleted: "Documents removed",
  staleChunks: "Old chunks removed",
  failed: "Failed",
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isFailure = (value: unknown): value is Failure => {
  if (!isRecord(value)) return false;
  const { where, reason } = value;
  return typeof where === "string" && typeof reason === "string";
};

/** The parts of a result: a `twin` run has one for each of its children, any other run is its only part. */
const partsOf = (result: unknown): Record<string, unknown>[] => {
  if (!isRecord(result)) return [];
  const { etl, features } = result;
  const children = [etl, features].filter(isRecord);
  return children.length > 0 ? children : [result];
};

/** The figures of a run's result that people look for. */
export const figuresOf = (result: unknown): Figure[] =>
  partsOf(result).flatMap((part) =>
    Object.entries(labels).flatMap(([name, label]) => {
      const value = part[name];
      return typeof value === "number" ? [{ label, value }] : [];
    }),
  );

/** The failures that a run's result lists. */
export const failuresOf = (result: unknown): Failure[] =>
  partsOf(result).flatMap(({ failures }) => (Array.isArray(failures) ? failures.filter(isFailure) : []));
