import { InvalidInputError } from "../domain/errors.ts";
import type { Serving } from "./serving/serving.ts";

/** A name that goes on standing for whatever serves when versions change, for clients that must name a model. */
const STABLE_NAME = "twin";

/** The model that a caller insists on; `undefined` where whatever serves will do. */
export const insistsOn = (wanted: string | undefined): string | undefined =>
  wanted === STABLE_NAME ? undefined : wanted;

/** Tells the name of the model that serves. */
export type ReadServedModel = (signal: AbortSignal) => Promise<string>;

/** Reads it from what serves. A candidate that is only tried is not what serves. */
export const createReadServedModel =
  (serving: Pick<Serving, "acquireStable">): ReadServedModel =>
  async (signal) => {
    using lease = await serving.acquireStable(signal);
    return (await lease.backend.describe()).model;
  };

/**
 * Makes sure that the model a caller names is the one that serves, or `twin`. A candidate is not served by name.
 *
 * @throws {InvalidInputError} that names the one that does.
 */
export const requireServedModel = async (
  wanted: string | undefined,
  readServedModel: ReadServedModel,
  signal: AbortSignal,
): Promise<void> => {
  if (insistsOn(wanted) === undefined) return;
  const served = await readServedModel(signal);
  if (wanted !== served) {
    throw new InvalidInputError(
      `The model ${JSON.stringify(wanted)} is not served here: ${JSON.stringify(served)} is. Name that one, "twin", or none.`,
    );
  }
};
