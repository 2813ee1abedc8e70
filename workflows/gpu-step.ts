import { patched } from "@temporalio/workflow";
import { GPU_TASK_QUEUE } from "../domain/runs/task-queues.ts";
import type { WatchedActivity, WatchedStep } from "../domain/runs/watched-steps.ts";
import { glance } from "./activities.ts";
import type { StatusTracker } from "./track-status.ts";
import { type Looks, localLooks, watchedStep } from "./watched-step.ts";

type GpuActivity = Exclude<WatchedActivity, "loadVersion">;

const NO_WORKER = `a GPU worker: none has taken this step from the queue ${GPU_TASK_QUEUE}. One that is busy takes it next; where none runs, start one with \`node workers/gpu.ts\` (TRAINER_DEVICE=cpu runs it without a GPU).`;

/**
 * Runs an activity on the GPU queue as one step of the run, showing whether a worker has it and what that told last.
 *
 * @param activity name of the activity that `work` calls.
 */
export const gpuStep = <T>(
  status: StatusTracker<WatchedStep<GpuActivity>>,
  activity: GpuActivity,
  work: () => Promise<T>,
): Promise<T> => watchedStep(status, { activity, noWorker: NO_WORKER, chooseLooks }, work);

const chooseLooks = (): Looks =>
  patched("looks-are-local")
    ? localLooks()
    : // Of runs that were started before; a history ends at 51,200 events.
      { pauseMs: (done) => Math.min(2_000 * 1.25 ** done, 60_000), glance };
