import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { ApplicationFailure } from "@temporalio/activity";
import type { WorkflowHandleWithFirstExecutionRunId } from "@temporalio/client";
import { TestWorkflowEnvironment } from "@temporalio/testing";
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from "@temporalio/worker";
import type { CollectActivities } from "../../activities/collect/contract.ts";
import type { DatasetActivities } from "../../activities/dataset/contract.ts";
import type { DeploymentActivities } from "../../activities/deployment/contract.ts";
import type { FeatureActivities } from "../../activities/features/contract.ts";
import type { ModelActivities, TrainingActivities } from "../../activities/training/contract.ts";
import { CPU_TASK_QUEUE, GPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { temporalProgram } from "./temporal-program.ts";

/** The activities that a test brings, of any queue. */
export type TestActivities = Partial<
  FeatureActivities &
    CollectActivities &
    DatasetActivities &
    ModelActivities &
    TrainingActivities &
    DeploymentActivities
>;

/** The queues that workflows name; every worker of a test answers for all activities. */
const queues = [CPU_TASK_QUEUE, GPU_TASK_QUEUE];

/** A real Temporal server with the project's workflows, whose activities each test brings. */
export interface TestTemporal {
  readonly environment: TestWorkflowEnvironment;
  /** Starts a workflow on a worker of its own, with these activities; a call of any other fails the run. */
  start(
    type: string,
    input: readonly unknown[],
    activities: TestActivities,
  ): Promise<WorkflowHandleWithFirstExecutionRunId>;
  execute(type: string, input: readonly unknown[], activities: TestActivities): Promise<unknown>;
  /**
   * Also tells the ids of all runs of a chain that continued as new, in order; a failed run resolves to its error.
   *
   * @param act what is done to the run while it runs.
   */
  executeWithRuns(
    type: string,
    input: readonly unknown[],
    activities: TestActivities,
    act?: (handle: WorkflowHandleWithFirstExecutionRunId) => Promise<void>,
  ): Promise<{ result: unknown; runIds: string[]; workflowId: string }>;
  close(): Promise<void>;
}

/** Every activity name answers; those that a test did not bring fail the run. */
const strict = (brought: TestActivities): object =>
  new Proxy(brought, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => Promise.reject(ApplicationFailure.nonRetryable(`unexpected activity ${String(name)}`))),
  });

/** Starts a Temporal development server and bundles the workflows once. */
export const openTestTemporal = async (): Promise<TestTemporal> => {
  Runtime.install({ logger: new DefaultLogger("ERROR") });
  const environment = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: "existing-path", path: await temporalProgram() },
      log: { format: "json", level: "error" },
    },
  });
  const workflowBundle: WorkflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL("../../workflows/index.ts", import.meta.url)),
    logger: new DefaultLogger("ERROR"),
  });
  const running: { worker: Worker; done: Promise<void> }[] = [];

  const start: TestTemporal["start"] = async (type, input, activities) => {
    // The queue's name is fixed in the workflows: the worker of the test before stops before this one starts.
    await stopWorkers();
    for (const taskQueue of queues) {
      // A worker with nothing to do cannot be made.
      if (taskQueue === GPU_TASK_QUEUE && Object.keys(activities).length === 0) continue;
      const worker = await Worker.create({
        connection: environment.nativeConnection,
        taskQueue,
        activities: strict(activities),
        ...(taskQueue === CPU_TASK_QUEUE && { workflowBundle }),
      });
      running.push({ worker, done: worker.run() });
    }
    return environment.client.workflow.start(type, {
      taskQueue: CPU_TASK_QUEUE,
      workflowId: `test-${randomUUID()}`,
      args: [...input],
    });
  };
  const stopWorkers = async (): Promise<void> => {
    const stopping = running.splice(0);
    for (const { worker } of stopping) worker.shutdown();
    await Promise.all(stopping.map(({ done }) => done));
  };
  const executeWithRuns: TestTemporal["executeWithRuns"] = async (type, input, activities, act) => {
    const handle = await start(type, input, activities);
    await act?.(handle);
    const result: unknown = await handle.result().catch((error: unknown) => error);
    const runIds: string[] = [];
    let runId: string | undefined = handle.firstExecutionRunId;
    while (runId) {
      runIds.push(runId);
      const { events } = await environment.client.workflow.getHandle(handle.workflowId, runId).fetchHistory();
      runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
    }
    return { result, runIds, workflowId: handle.workflowId };
  };
  return {
    environment,
    start,
    execute: async (type, input, activities) => (await start(type, input, activities)).result(),
    executeWithRuns,
    close: async () => {
      await stopWorkers();
      await environment.teardown();
    },
  };
};
