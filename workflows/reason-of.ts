import { ApplicationFailure, rootCause } from "@temporalio/workflow";

/**
 * Why an activity failed, as people want to read it: the error as the activity threw it. Temporal wraps it ("Activity
 * task failed"), and its own causes, such as a socket's, no longer say what was being done.
 */
export const reasonOf = (error: Error): string => {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure) return cause.message;
  }
  return rootCause(error) ?? error.message;
};
