import { z } from "zod";
import type { RunStep } from "../runs/status.ts";

/** What a GPU worker heartbeats, and what is shown of it. */
export const trainingProgressSchema = z.object({
  /** What is done now, such as `installing the trainer`, `fine-tuning`. */
  stage: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.string(),
  loss: z.number().exactOptional(),
  etaSeconds: z.number().exactOptional(),
});
export type TrainingProgress = Readonly<z.infer<typeof trainingProgressSchema>>;

/** Progress as a run's status shows it. */
export const toStepProgress = ({
  done,
  total,
  unit,
  loss,
  etaSeconds,
}: TrainingProgress): Pick<RunStep, "done" | "total" | "unit" | "counts"> => ({
  done,
  total,
  unit,
  counts: {
    ...(loss === undefined ? {} : { loss }),
    ...(etaSeconds === undefined ? {} : { "seconds left": Math.round(etaSeconds) }),
  },
});
