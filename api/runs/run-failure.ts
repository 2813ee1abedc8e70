import { ApplicationFailure, TemporalFailure } from "@temporalio/common";
import type { RunFailure } from "../contract/runs.ts";

const MAX_CAUSES = 20;

const typeOf = (error: Error): string =>
  error instanceof ApplicationFailure ? (error.type ?? error.name) : error.name;

const causesOf = (error: unknown): Error[] => {
  const causes: Error[] = [];
  for (let next = error; next instanceof Error && causes.length < MAX_CAUSES; next = next.cause) {
    causes.push(next);
  }
  return causes;
};

/**
 * Why a run failed. Temporal wraps the error that an activity threw in others ("Activity task failed"), and that error
 * may have causes of its own, such as a parser's. What people want to read is the error as it was thrown: it says what
 * was wrong and where. Without one, a time-out say, it is the innermost that Temporal carries.
 */
export const toRunFailure = (error: unknown): RunFailure => {
  const causes = causesOf(error);
  const told =
    causes.find((cause) => cause instanceof ApplicationFailure) ??
    causes.findLast((cause) => cause instanceof TemporalFailure) ??
    causes.at(-1);
  return {
    message: told?.message ?? String(error),
    causes: causes.map((cause) => ({ type: typeOf(cause), message: cause.message })),
  };
};
