import { waitingSchema } from "../../../domain/deployment/waiting.ts";
import { trainingProgressSchema } from "../../../domain/training/progress.ts";
import type { ModelActivities } from "../contract.ts";
import type { ModelDependencies } from "./dependencies.ts";

/** How an activity gets on that is worth watching. */
export const watchStep = async (
  { readPendingSteps }: Pick<ModelDependencies, "readPendingSteps">,
  { workflowId, runId, activity }: Parameters<ModelActivities["watchStep"]>[0],
): ReturnType<ModelActivities["watchStep"]> => {
  const steps = await readPendingSteps({ workflowId, runId });
  const step = steps.find(({ type }) => type === activity);
  if (!step) return { state: "over", progress: null, lastFailure: null };
  const progress = trainingProgressSchema.safeParse(step.heartbeat);
  const waits = waitingSchema.safeParse(step.heartbeat);
  return {
    state: step.started ? "running" : "waiting",
    progress: progress.success ? progress.data : null,
    ...waits.data,
    lastFailure: step.lastFailure,
  };
};
