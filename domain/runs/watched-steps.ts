/** The activities that tell by heartbeat how they get on → the steps of a run that show it. */
export const watchedSteps = {
  prepareTrainer: "trainer",
  finetune: "fine-tune",
  mergeAdapter: "merge",
  quantize: "quantize",
  evaluate: "evaluate",
  loadVersion: "load",
} as const;
export type WatchedActivity = keyof typeof watchedSteps;
export type WatchedStep<Activity extends WatchedActivity = WatchedActivity> = (typeof watchedSteps)[Activity];

/** The step that shows an activity; `undefined` for one that is not watched. */
export const watchedStepOf = (activity: string): WatchedStep | undefined =>
  Object.entries(watchedSteps).find(([name]) => name === activity)?.[1];
