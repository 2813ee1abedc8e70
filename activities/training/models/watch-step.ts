import { trainingProgressSchema } from "../../../domain/training/progress.ts";
import type { ModelActivities } from "../contract.ts";
import type { ModelDependencies } from "./dependencies.ts";

/** How a step on the GPU queue gets on. */
export const watchStep = async (
  { readPendingSteps }: ModelDependencies,
  { workflowId, runId, activity }: Parameters<ModelActivities["watchStep"]>[0],
): ReturnType<ModelActivities["watchStep"]> => {
  const steps = await readPendingSteps({ workflowId, runId });
  const step = steps.find(({ type }) => type === activity);
  if (!step) return { state: "over", progress: null, lastFailure: null };
  const progress = trainingProgressSchema.safeParse(step.heartbeat);
  return {
    state: step.started ? "running" : "waiting",
    progress: progress.success ? progress.data : null,
    lastFailure: step.lastFailure,
  };
};
