/** What a look at one part found. */
export interface Finding {
  readonly part: string;
  readonly state: "ok" | "warn" | "fail";
  /** What was seen. */
  readonly detail: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** Looks at one part. What it throws counts as a failure, with the message as detail. */
export interface Check {
  readonly part: string;
  readonly look: (signal: AbortSignal) => Promise<Omit<Finding, "part">>;
}

/** Milliseconds after which a part counts as not answering. */
const TIMEOUT = 10_000;

/** Looks at all parts at once; findings come in the order of the checks. */
export const runChecks = (checks: readonly Check[], signal: AbortSignal): Promise<Finding[]> =>
  Promise.all(
    checks.map(async ({ part, look }): Promise<Finding> => {
      try {
        return { part, ...(await look(AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]))) };
      } catch (error) {
        signal.throwIfAborted();
        return { part, state: "fail", detail: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
