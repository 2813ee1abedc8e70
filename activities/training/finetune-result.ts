import { z } from "zod";
import { artefactSchema } from "../../domain/registry/artefact.ts";
import { type LossPoint, lossPointSchema } from "../../domain/registry/model-version.ts";

const figure = z.number().nullish();

/** What the trainer's `finetune` ends with. */
export const trainedSchema = z.object({
  adapter_dir: z.string(),
  steps: z.int(),
  train_loss: figure,
  eval_loss: figure,
  base_eval_loss: figure,
  tokens: figure,
  tokens_per_second: figure,
  seconds: figure,
  peak_memory_bytes: figure,
  best_step: figure,
  resumed_from: figure,
  stopped_early: z.boolean().nullish(),
  loss_curve: z.array(z.object({ step: z.int(), loss: figure, eval_loss: figure })),
});
type Trained = z.infer<typeof trainedSchema>;

/** What the activity ends with, as it is remembered in the run's folder. */
export const finetuneResultSchema = z.object({
  adapter: artefactSchema,
  hyperparameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  metrics: z.record(z.string(), z.number()),
  lossCurve: z.array(lossPointSchema),
});

/** The figures by the names that the registry gives them; those that were not measured are left out. */
export const toMetrics = (trained: Trained): Record<string, number> => {
  const figures = {
    steps: trained.steps,
    trainLoss: trained.train_loss,
    evalLoss: trained.eval_loss,
    baseEvalLoss: trained.base_eval_loss,
    tokens: trained.tokens,
    tokensPerSecond: trained.tokens_per_second,
    seconds: trained.seconds,
    peakMemoryBytes: trained.peak_memory_bytes,
    bestStep: trained.best_step,
    resumedFrom: trained.resumed_from,
    stoppedEarly: trained.stopped_early ? 1 : undefined,
  };
  return Object.fromEntries(
    Object.entries(figures).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
};

export const toLossCurve = ({ loss_curve }: Trained): LossPoint[] =>
  loss_curve.map(({ step, loss, eval_loss }) => ({ step, loss: loss ?? null, evalLoss: eval_loss ?? null }));
