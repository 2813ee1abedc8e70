import { isDeepStrictEqual } from "node:util";
import {
  type ServingReport,
  type ServingState,
  servingReportSchema,
  servingStateSchema,
  type Target,
} from "../domain/deployment/serving.ts";
import { ConflictError } from "../domain/errors.ts";
import { checkRecord } from "./check-record.ts";

/** What every registry does alike with what serves, whatever it keeps its records in. */

/** What a target serves that was never deployed to: the base model of the settings. */
export const neverDeployed = (target: Target): ServingState => ({
  target,
  revision: 0,
  stable: null,
  candidate: null,
});

/** The state that a change makes of revision `expected`. @throws {InvalidInputError} that names every wrong field. */
export const nextServing = (expected: number, next: Omit<ServingState, "revision">): ServingState =>
  checkRecord(`What ${next.target} serves`, servingStateSchema, { ...next, revision: expected + 1 });

/**
 * What a change comes to that did not find the revision that it expected: nothing, where this very change was made
 * already, as when it is done again after a lost answer.
 *
 * @throws {ConflictError} when somebody else made another change.
 */
export const requireRepeated = (found: ServingState, wanted: ServingState): ServingState => {
  if (isDeepStrictEqual(found, wanted)) return found;
  throw new ConflictError(
    `What ${wanted.target} serves was changed by somebody else: revision ${wanted.revision - 1} was expected, ${found.revision} is there. Read it again, then decide.`,
  );
};

/** @throws {InvalidInputError} that names every wrong field. */
export const checkServingReport = (report: ServingReport): ServingReport =>
  checkRecord(`The report of ${report.instance} on ${report.version}`, servingReportSchema, report);
