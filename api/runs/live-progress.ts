import { waitingSchema } from "../../domain/deployment/waiting.ts";
import type { RunStatus } from "../../domain/runs/status.ts";
import { watchedStepOf } from "../../domain/runs/watched-steps.ts";
import { toStepProgress, trainingProgressSchema } from "../../domain/training/progress.ts";
import type { PendingActivity } from "../../stack/temporal/pending-activities.ts";

/**
 * A run's status with what the worker that has its step told last: the run itself looks the rarer the older it is, and
 * its own words may be minutes old.
 */
export const withLiveProgress = (status: RunStatus, pending: readonly PendingActivity[]): RunStatus => {
  const running = status.steps.find(({ state }) => state === "running");
  const activity = pending.find(({ type, started }) => started && watchedStepOf(type) === running?.name);
  if (!running || !activity) return status;
  const waits = waitingSchema.safeParse(activity.heartbeat);
  if (waits.success) return { ...status, waitingFor: waits.data.waiting };
  const progress = trainingProgressSchema.safeParse(activity.heartbeat);
  if (!progress.success) return status;
  const live = { ...running, ...toStepProgress(progress.data) };
  return {
    ...status,
    steps: status.steps.map((step) => (step === running ? live : step)),
    // Somebody has it, whatever the run was waiting for when it looked.
    waitingFor: null,
  };
};
