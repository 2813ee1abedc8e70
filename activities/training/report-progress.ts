import type { TrainingProgress } from "../../domain/training/progress.ts";
import type { TrainerProgress } from "../../domain/training/trainer.ts";
import type { ActivityContext } from "../activity-context.ts";

/**
 * Heartbeats how far a step is: what the trainer tells, and in between what is done before it.
 *
 * @param stage what the step is, such as `fine-tuning`.
 * @param unit what is counted.
 */
export const reportProgress = (context: ActivityContext, stage: string, unit: string) => {
  let last: TrainingProgress = { stage, done: 0, total: null, unit };
  const tell = (progress: TrainingProgress): void => {
    last = progress;
    context.heartbeat(progress);
  };
  tell(last);
  return {
    signal: context.signal,
    onNote: (note: string): void => tell({ ...last, stage: note }),
    onProgress: ({ step, total, loss, etaSeconds }: TrainerProgress): void =>
      tell({
        stage,
        done: step,
        total,
        unit,
        ...(loss === undefined ? {} : { loss }),
        ...(etaSeconds === undefined ? {} : { etaSeconds }),
      }),
  };
};
