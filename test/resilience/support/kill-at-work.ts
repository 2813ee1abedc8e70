import { setTimeout } from "node:timers/promises";
import type { WorkflowHandle } from "@temporalio/client";
import type { Part, Stack } from "./open-stack.ts";

const TRY_AGAIN_MS = 50;
const WITHIN = 30_000;

/** Whether a worker has a batch of a run in hand. */
const holdsBatch = async (handle: WorkflowHandle, identityStart: string): Promise<boolean> => {
  const { raw, status } = await handle.describe();
  if (status.name !== "RUNNING") throw new Error(`the run was ${status.name} before its worker was killed`);
  return (raw.pendingActivities ?? []).some(
    ({ activityType, lastWorkerIdentity, lastStartedTime }) =>
      activityType?.name === "buildFeatures" &&
      lastStartedTime &&
      lastWorkerIdentity?.startsWith(identityStart),
  );
};

/**
 * Ends a worker with SIGKILL while it has a batch in hand. It is frozen before it is looked at, so that it cannot finish
 * in between.
 */
export const killAtWork = async (stack: Stack, worker: Part, handle: WorkflowHandle): Promise<void> => {
  const deadline = performance.now() + WITHIN;
  while (performance.now() < deadline) {
    stack.signal(worker, "SIGSTOP");
    if (await holdsBatch(handle, stack.identityStartOf(worker))) return stack.kill(worker);
    stack.signal(worker, "SIGCONT");
    await setTimeout(TRY_AGAIN_MS);
  }
  throw new Error(`${worker} had no batch in hand in time`);
};
