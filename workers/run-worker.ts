import type { Context } from "@temporalio/activity";
import type { Duration } from "@temporalio/common";
import { NativeConnection, Worker } from "@temporalio/worker";
import type { Logger } from "../configs/logger.ts";
import {
  type TemporalSettings,
  temporalConnectionOptions,
  temporalUnavailable,
} from "../stack/temporal/connect.ts";
import { HEARTBEAT_EVERY_MS, keepAlive } from "./keep-alive.ts";

export interface WorkerDefinition {
  readonly taskQueue: string;
  readonly identity: string;
  /** The activities that this worker can run, by name. */
  readonly activities: object;
  /** Sends a heartbeat of an activity that is running. */
  readonly beat: (context: Context) => void;
  /** Activities that run here at once. */
  readonly activitiesAtOnce: number;
  /** The workflows that this worker runs besides, as one script; see `readWorkflowBundle`. */
  readonly workflows?: Promise<{ readonly code: string }>;
  /** Time that running activities get to finish before they are told to stop; ten seconds when left out. */
  readonly activityGrace?: Duration;
}

/**
 * Runs a Temporal worker until the signal aborts, then lets running activities finish for a while.
 *
 * @param onReady called once the worker polls.
 * @throws {UnavailableError} when Temporal does not answer.
 */
export const runWorker = async (
  definition: WorkerDefinition,
  { settings, logger, signal, onReady }: WorkerRun,
): Promise<void> => {
  const connection = await NativeConnection.connect(temporalConnectionOptions(settings)).catch(
    (error: unknown) => {
      throw temporalUnavailable(settings, error);
    },
  );
  try {
    const worker = await Worker.create({
      connection,
      namespace: settings.temporalNamespace,
      taskQueue: definition.taskQueue,
      identity: definition.identity,
      activities: definition.activities,
      interceptors: { activity: [keepAlive(definition.beat)] },
      maxHeartbeatThrottleInterval: HEARTBEAT_EVERY_MS,
      maxConcurrentActivityTaskExecutions: definition.activitiesAtOnce,
      // Finished workflows are replayed on the rare query; keeping few of them in memory keeps the worker small.
      maxCachedWorkflows: 40,
      shutdownGraceTime: definition.activityGrace ?? "10 seconds",
      shutdownForceTime: "15 seconds",
      ...(definition.workflows && { workflowBundle: await definition.workflows }),
    });
    const running = worker.run();
    signal.addEventListener("abort", () => worker.getState() === "RUNNING" && worker.shutdown(), {
      once: true,
    });
    if (signal.aborted) worker.shutdown();
    else onReady();
    logger.info({ taskQueue: definition.taskQueue, identity: definition.identity }, "worker polls");
    await running;
  } finally {
    await connection.close();
  }
};

export interface WorkerRun {
  readonly settings: TemporalSettings;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly onReady: () => void;
}
