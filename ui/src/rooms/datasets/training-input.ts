import type { StartRunRequest } from "../../api/generated/index.ts";
import type { NumberText } from "../../shared/number-text.ts";

export type TrainingInput = Extract<StartRunRequest, { kind: "continuousTraining" }>["input"];

/** What the form holds; a number field that was emptied holds an empty text. */
export interface TrainingChoices {
  readonly steps: NumberText;
  readonly quantization: string;
  readonly samples: NumberText;
  readonly deploy: boolean;
  readonly canaryPercent: NumberText;
}

/** The input of a `continuousTraining` run; what was left empty takes its default at the gateway. */
export const toTrainingInput = (
  author: string,
  dataset: string,
  { steps, quantization, samples, deploy, canaryPercent }: TrainingChoices,
): TrainingInput => ({
  author,
  dataset,
  quantization,
  ...(typeof steps === "number" ? { hyperparameters: { steps } } : {}),
  ...(typeof samples === "number" ? { evaluation: { samples } } : {}),
  ...(deploy
    ? { deploy: typeof canaryPercent === "number" ? { canary: { weight: canaryPercent / 100 } } : {} }
    : {}),
});
