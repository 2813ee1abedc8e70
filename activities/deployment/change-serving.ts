import type { ServingState, Target } from "../../domain/deployment/serving.ts";
import { ConflictError } from "../../domain/errors.ts";
import type { Registry } from "../../stores/registry.ts";

/** Times that somebody else may come first; each time the change is thought over again. */
const ATTEMPTS = 10;

/**
 * Changes what a target is to serve.
 *
 * @param change what it is to be, made from what it is; `undefined` where that is right already.
 * @returns what it is in the end. @throws {ConflictError} when others change it all the time.
 */
export const changeServing = async (
  registry: Pick<Registry, "readServing" | "changeServing">,
  target: Target,
  change: (state: ServingState) => Omit<ServingState, "revision" | "target"> | undefined,
): Promise<ServingState> => {
  for (let attempt = 1; ; attempt += 1) {
    const state = await registry.readServing(target);
    const next = change(state);
    if (next === undefined) return state;
    try {
      return await registry.changeServing(state.revision, { ...next, target });
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === ATTEMPTS) throw error;
    }
  }
};
