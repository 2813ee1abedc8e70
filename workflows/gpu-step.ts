import { ActivityFailure, condition, isCancellation, workflowInfo } from "@temporalio/workflow";
import type { TrainingActivities, TrainingProgress } from "../activities/training/contract.ts";
import { GPU_TASK_QUEUE } from "../domain/runs/task-queues.ts";
import { glance } from "./activities.ts";
import type { StatusTracker } from "./track-status.ts";

const FIRST_LOOK_MS = 2_000;
/** Looks get rarer, so that the history of a training of days stays small. */
const RAREST_LOOK_MS = 60_000;

const NO_WORKER = `a GPU worker: none has taken this step from the queue ${GPU_TASK_QUEUE}. Start one with \`node workers/gpu.ts\` (TRAINER_DEVICE=cpu runs it without a GPU).`;

/**
 * Runs a step on the GPU queue as one step of the run, showing whether a worker has it and what that told last.
 *
 * @param activity name of the activity that `work` calls.
 */
export const gpuStep = <Name extends string, T>(
  status: StatusTracker<Name>,
  name: Name,
  activity: keyof TrainingActivities,
  work: () => Promise<T>,
): Promise<T> =>
  status.step(name, async () => {
    let over = false;
    const running = work().finally(() => {
      over = true;
    });
    const watching = watch(status, name, activity, () => over);
    try {
      return await running;
    } finally {
      await watching;
      status.wait(null);
    }
  });

const watch = async <Name extends string>(
  status: StatusTracker<Name>,
  name: Name,
  activity: string,
  over: () => boolean,
): Promise<void> => {
  const { workflowId, runId } = workflowInfo();
  try {
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 1.25, RAREST_LOOK_MS)) {
      if (await condition(over, pause)) return;
      const seen = await glanceAt({ workflowId, runId, activity });
      if (over() || !seen) continue;
      const retried = seen.lastFailure ? `another try, after: ${seen.lastFailure}` : null;
      status.wait(seen.state === "waiting" ? (retried ?? NO_WORKER) : null);
      if (seen.progress) status.update(name, toStep(seen.progress));
    }
  } catch (error) {
    // The step itself is cancelled with the run, and says so.
    if (!isCancellation(error)) throw error;
  }
};

const glanceAt = async (step: { workflowId: string; runId: string; activity: string }) => {
  try {
    return await glance.watchStep(step);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return undefined;
  }
};

const toStep = ({ done, total, unit, loss, etaSeconds }: TrainingProgress) => ({
  done,
  total,
  unit,
  counts: {
    ...(loss === undefined ? {} : { loss }),
    ...(etaSeconds === undefined ? {} : { "seconds left": Math.round(etaSeconds) }),
  },
});
