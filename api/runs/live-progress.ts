import { gpuStepOf } from "../../domain/runs/gpu-steps.ts";
import type { RunStatus } from "../../domain/runs/status.ts";
import { toStepProgress, trainingProgressSchema } from "../../domain/training/progress.ts";
import type { PendingActivity } from "../../stack/temporal/pending-activities.ts";

/**
 * A training run's status with what its GPU worker told last: the run itself looks the rarer the older it is, and its own
 * words may be minutes old.
 */
export const withLiveProgress = (status: RunStatus, pending: readonly PendingActivity[]): RunStatus => {
  const running = status.steps.find(({ state }) => state === "running");
  const activity = pending.find(({ type, started }) => started && gpuStepOf(type) === running?.name);
  const progress = trainingProgressSchema.safeParse(activity?.heartbeat);
  if (!running || !progress.success) return status;
  const live = { ...running, ...toStepProgress(progress.data) };
  return {
    ...status,
    steps: status.steps.map((step) => (step === running ? live : step)),
    // Somebody has it, whatever the run was waiting for when it looked.
    waitingFor: null,
  };
};
