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
 * Why a run failed. Temporal wraps the error of an activity in others ("Activity task failed"); the innermost one
 * that Temporal carries is what people want to read.
 */
export const toRunFailure = (error: unknown): RunFailure => {
  const causes = causesOf(error);
  const innermost = causes.findLast((cause) => cause instanceof TemporalFailure) ?? causes.at(-1);
  return {
    message: innermost?.message ?? String(error),
    causes: causes.map((cause) => ({ type: typeOf(cause), message: cause.message })),
  };
};
