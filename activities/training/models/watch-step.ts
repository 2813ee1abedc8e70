import { z } from "zod";
import type { ModelActivities } from "../contract.ts";
import type { ModelDependencies } from "./dependencies.ts";

/** `TrainingProgress`, as it comes back from a heartbeat. */
const progressSchema = z.object({
  stage: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string(),
  loss: z.number().optional(),
  etaSeconds: z.number().optional(),
});

/** How a step on the GPU queue gets on. */
export const watchStep = async (
  { readPendingSteps }: ModelDependencies,
  { workflowId, runId, activity }: Parameters<ModelActivities["watchStep"]>[0],
): ReturnType<ModelActivities["watchStep"]> => {
  const steps = await readPendingSteps({ workflowId, runId });
  const step = steps.find(({ type }) => type === activity);
  if (!step) return { state: "over", progress: null, lastFailure: null };
  const progress = progressSchema.safeParse(step.heartbeat);
  return {
    state: step.started ? "running" : "waiting",
    progress: progress.success ? progress.data : null,
    lastFailure: step.lastFailure,
  };
};
