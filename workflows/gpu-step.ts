import { ActivityFailure, condition, isCancellation, patched, workflowInfo } from "@temporalio/workflow";
import { type GpuActivity, type GpuStep, gpuSteps } from "../domain/runs/gpu-steps.ts";
import { lookPause } from "../domain/runs/look-pause.ts";
import { GPU_TASK_QUEUE } from "../domain/runs/task-queues.ts";
import { toStepProgress } from "../domain/training/progress.ts";
import { glance, localGlance } from "./activities.ts";
import type { StatusTracker } from "./track-status.ts";

const FIRST_LOOK_MS = 2_000;

const NO_WORKER = `a GPU worker: none has taken this step from the queue ${GPU_TASK_QUEUE}. Start one with \`node workers/gpu.ts\` (TRAINER_DEVICE=cpu runs it without a GPU).`;

type Status = StatusTracker<GpuStep>;

/**
 * Runs an activity on the GPU queue as one step of the run, showing whether a worker has it and what that told last.
 *
 * @param activity name of the activity that `work` calls.
 */
export const gpuStep = <T>(status: Status, activity: GpuActivity, work: () => Promise<T>): Promise<T> =>
  status.step(gpuSteps[activity], async () => {
    let over = false;
    const running = work().finally(() => {
      over = true;
    });
    const watching = watch(status, activity, () => over);
    try {
      return await running;
    } finally {
      await watching;
      status.wait(null);
    }
  });

/** How a step is looked at: when next, and by whom. */
interface Looks {
  /** @param done looks at this step so far. */
  readonly pauseMs: (done: number) => number;
  readonly glance: Pick<typeof glance, "watchStep">;
}

/** A look in the workflow task itself costs six events, where one that goes through a queue costs eleven. */
const chooseLooks = (): Looks => {
  const { startTime } = workflowInfo();
  return patched("looks-are-local")
    ? {
        pauseMs: (done) => (done === 0 ? FIRST_LOOK_MS : lookPause(Date.now() - startTime.getTime())),
        glance: localGlance,
      }
    : // Of runs that were started before; a history ends at 51,200 events.
      { pauseMs: (done) => Math.min(FIRST_LOOK_MS * 1.25 ** done, 60_000), glance };
};

const watch = async (status: Status, activity: GpuActivity, over: () => boolean): Promise<void> => {
  const { workflowId, runId } = workflowInfo();
  const looks = chooseLooks();
  try {
    for (let done = 0; !(await condition(over, looks.pauseMs(done))); done += 1) {
      const seen = await glanceAt(looks, { workflowId, runId, activity });
      if (over() || !seen) continue;
      const retried = seen.lastFailure ? `another try, after: ${seen.lastFailure}` : null;
      status.wait(seen.state === "waiting" ? (retried ?? NO_WORKER) : null);
      if (seen.progress) status.update(gpuSteps[activity], toStepProgress(seen.progress));
    }
  } catch (error) {
    // The step itself is cancelled with the run, and says so.
    if (!isCancellation(error)) throw error;
  }
};

const glanceAt = async (looks: Looks, step: { workflowId: string; runId: string; activity: string }) => {
  try {
    return await looks.glance.watchStep(step);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return undefined;
  }
};
