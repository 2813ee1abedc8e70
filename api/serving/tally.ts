/** How one answer of a version went. */
export type Outcome =
  | { readonly failed: true }
  | { readonly failed: false; readonly ms: number; readonly msPerToken: number | undefined };

/** Counts of one version's answers. */
export interface TallyFigures {
  readonly requests: number;
  readonly errors: number;
  /** Milliseconds of the answers that went well, summed. */
  readonly latencyMs: number;
  /** Milliseconds per generated token of the last answers. */
  readonly msPerToken: readonly number[];
}

export interface Tally {
  record(outcome: Outcome): void;
  /** Starts again from nothing. */
  reset(): void;
  read(): TallyFigures;
}

/** Answers whose speed is remembered; as many as a report may hold. */
const REMEMBERED = 200;

const nothing: TallyFigures = { requests: 0, errors: 0, latencyMs: 0, msPerToken: [] };

/** Counts how a version answers. */
export const createTally = (): Tally => {
  let figures = nothing;
  return {
    record: (outcome) => {
      const { requests, errors, latencyMs, msPerToken } = figures;
      figures = outcome.failed
        ? { ...figures, requests: requests + 1, errors: errors + 1 }
        : {
            requests: requests + 1,
            errors,
            latencyMs: latencyMs + outcome.ms,
            msPerToken:
              outcome.msPerToken === undefined
                ? msPerToken
                : [...msPerToken, outcome.msPerToken].slice(-REMEMBERED),
          };
    },
    reset: () => {
      figures = nothing;
    },
    read: () => figures,
  };
};
