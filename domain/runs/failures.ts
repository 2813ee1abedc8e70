import { z } from "zod";

/** One thing that failed without failing the run. */
export const runFailureSchema = z.object({
  /** The link or id, or the place in a file such as `record 17` or `line 4`. */
  where: z.string(),
  reason: z.string(),
});
export type RunFailure = z.infer<typeof runFailureSchema>;

/** Failures kept in a result; the rest are only counted. */
export const MAX_LISTED_FAILURES = 100;

/** Joins lists of failures, keeping the first `MAX_LISTED_FAILURES`. */
export const joinFailures = (...lists: readonly (readonly RunFailure[])[]): RunFailure[] =>
  lists.flat().slice(0, MAX_LISTED_FAILURES);
