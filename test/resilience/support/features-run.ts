import { setTimeout } from "node:timers/promises";
import type { WorkflowHandle, WorkflowHandleWithFirstExecutionRunId } from "@temporalio/client";
import {
  type FeatureEngineeringResult,
  featureEngineeringInputSchema,
  featureEngineeringResultSchema,
} from "../../../domain/runs/feature-engineering.ts";
import { type RunStatus, runStatusSchema } from "../../../domain/runs/status.ts";
import { CPU_TASK_QUEUE } from "../../../domain/runs/task-queues.ts";
import { runKinds } from "../../../domain/runs/workflows.ts";
import type { Stack } from "./open-stack.ts";

const POLL_MS = 25;
const MIDDLE_WITHIN = 60_000;

/** Starts `featureEngineering` over everything in the warehouse. */
export const startFeatures = ({ temporal }: Stack): Promise<WorkflowHandleWithFirstExecutionRunId> =>
  temporal.client.workflow.start("featureEngineering", {
    taskQueue: CPU_TASK_QUEUE,
    workflowId: runKinds.featureEngineering.workflowId(featureEngineeringInputSchema.parse({})),
    args: [{}],
  });

/** Waits for the end of a run, and of the ones that it continued as. */
export const featuresResult = async (handle: WorkflowHandle): Promise<FeatureEngineeringResult> =>
  featureEngineeringResultSchema.parse(await handle.result());

export const runFeatures = async (stack: Stack): Promise<FeatureEngineeringResult> =>
  featuresResult(await startFeatures(stack));

const documentsOf = (status: RunStatus) => status.steps.find(({ name }) => name === "documents");

/**
 * Resolves when some of a run's documents are done and some are not.
 *
 * @throws {Error} when the run was over before that was seen.
 */
export const untilMiddle = async (readStatus: () => Promise<RunStatus | undefined>): Promise<void> => {
  const deadline = performance.now() + MIDDLE_WITHIN;
  while (performance.now() < deadline) {
    const status = await readStatus();
    const step = status && documentsOf(status);
    if (step?.total && step.done >= step.total)
      throw new Error("the run was over before its middle was seen");
    if (step?.total && step.done > 0) return;
    await setTimeout(POLL_MS);
  }
  throw new Error("no document was done in time");
};

export const queryStatus = async (handle: WorkflowHandle): Promise<RunStatus> =>
  runStatusSchema.parse(await handle.query("status"));

/** How often each activity that had to be tried again was, in a run that did not continue as new. */
export const retriedActivities = async (handle: WorkflowHandle): Promise<number[]> => {
  const { events } = await handle.fetchHistory();
  const attempts = events?.map((event) => event.activityTaskStartedEventAttributes?.attempt ?? 0) ?? [];
  return attempts.filter((attempt) => attempt > 1);
};
