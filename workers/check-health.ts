import { hostname } from "node:os";
import { readEnvironment } from "../configs/environment.ts";
import { readSettings } from "../configs/settings.ts";
import { describeError } from "../domain/describe-error.ts";
import { CPU_TASK_QUEUE, GPU_TASK_QUEUE } from "../domain/runs/task-queues.ts";
import { connectTemporal } from "../stack/temporal/connect.ts";

/** A long poll lasts a minute, so that a worker which lives was seen since. */
const SEEN_WITHIN_MS = 120_000;

/** Temporal's number for pollers of activity tasks. */
const ACTIVITY_POLLERS = 2;

// Health check of a container that runs workers/cpu.ts, or workers/gpu.ts when called with `gpu`: exits with 0 when Temporal has seen this host poll of late.
try {
  const queue = process.argv[2] === "gpu" ? GPU_TASK_QUEUE : CPU_TASK_QUEUE;
  const settings = readSettings(await readEnvironment());
  await using temporal = await connectTemporal(settings);
  const { pollers } = await temporal.connection.workflowService.describeTaskQueue({
    namespace: settings.temporalNamespace,
    taskQueue: { name: queue },
    taskQueueType: ACTIVITY_POLLERS,
  });
  const polls = (pollers ?? []).some(
    ({ identity, lastAccessTime }) =>
      identity?.endsWith(`@${hostname()}`) &&
      Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1_000 < SEEN_WITHIN_MS,
  );
  if (!polls) throw new Error(`Temporal has not seen a worker of ${hostname()} poll ${queue} of late`);
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
