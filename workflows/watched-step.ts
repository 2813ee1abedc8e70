import { ActivityFailure, condition, isCancellation, workflowInfo } from "@temporalio/workflow";
import { lookPause } from "../domain/runs/look-pause.ts";
import { type WatchedActivity, type WatchedStep, watchedSteps } from "../domain/runs/watched-steps.ts";
import { toStepProgress } from "../domain/training/progress.ts";
import { type glance, localGlance } from "./activities.ts";
import type { StatusTracker } from "./track-status.ts";

const FIRST_LOOK_MS = 2_000;

/** How a step is looked at: when next, and by whom. */
export interface Looks {
  /** @param done looks at this step so far. */
  readonly pauseMs: (done: number) => number;
  readonly glance: Pick<typeof glance, "watchStep">;
}

/** Looks in the workflow task itself: one costs six events, where one that goes through a queue costs eleven. */
export const localLooks = (): Looks => {
  const { startTime } = workflowInfo();
  return {
    pauseMs: (done) => (done === 0 ? FIRST_LOOK_MS : lookPause(Date.now() - startTime.getTime())),
    glance: localGlance,
  };
};

interface Watched<Activity extends WatchedActivity> {
  /** Name of the activity that `work` calls. */
  readonly activity: Activity;
  /** What is waited for while no worker has taken the activity. */
  readonly noWorker: string;
  /** Called once the activity is under way. */
  readonly chooseLooks: () => Looks;
}

/** Runs an activity as one step of the run, showing whether a worker has it and what that told last. */
export const watchedStep = <Activity extends WatchedActivity, T>(
  status: StatusTracker<WatchedStep<Activity>>,
  watched: Watched<Activity>,
  work: () => Promise<T>,
): Promise<T> =>
  status.step(watchedSteps[watched.activity], async () => {
    let over = false;
    const running = work().finally(() => {
      over = true;
    });
    const watching = watch(status, watched, () => over);
    try {
      return await running;
    } finally {
      await watching;
      status.wait(null);
    }
  });

const watch = async <Activity extends WatchedActivity>(
  status: StatusTracker<WatchedStep<Activity>>,
  { activity, noWorker, chooseLooks }: Watched<Activity>,
  over: () => boolean,
): Promise<void> => {
  const { workflowId, runId } = workflowInfo();
  const looks = chooseLooks();
  try {
    for (let done = 0; !(await condition(over, looks.pauseMs(done))); done += 1) {
      const seen = await glanceAt(looks, { workflowId, runId, activity });
      if (over() || !seen) continue;
      const retried = seen.lastFailure ? `another try, after: ${seen.lastFailure}` : null;
      status.wait(seen.state === "waiting" ? (retried ?? noWorker) : (seen.waiting ?? null));
      if (seen.progress) status.update(watchedSteps[activity], toStepProgress(seen.progress));
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
