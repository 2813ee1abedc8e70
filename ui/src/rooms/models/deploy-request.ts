import type { DeployRequest } from "../../api/generated/index.ts";
import type { Target } from "../../serving/target-labels.ts";
import { type NumberText, numberOr } from "../../shared/number-text.ts";

/** What the form holds. */
export interface DeployChoices {
  readonly target: Target;
  readonly percent: NumberText;
  readonly seconds: NumberText;
  readonly minRequests: NumberText;
}

export const defaultChoices = {
  target: "local",
  percent: 20,
  seconds: 60,
  minRequests: 20,
} as const satisfies DeployChoices;

/** What is asked of the gateway: a number that was emptied takes its default, and TabbyAPI has no canary. */
export const toDeployRequest = ({ target, percent, seconds, minRequests }: DeployChoices): DeployRequest =>
  target === "tabby"
    ? { target }
    : {
        target,
        canary: {
          weight: numberOr(percent, defaultChoices.percent) / 100,
          seconds: numberOr(seconds, defaultChoices.seconds),
          minRequests: numberOr(minRequests, defaultChoices.minRequests),
        },
      };
