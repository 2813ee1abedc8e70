import { expect, it } from "vitest";
import { outcomeCode } from "../../../cli/runs/outcome-code.ts";

const deployment = (outcome: string) => ({
  target: "local",
  outcome,
  serves: "ada-v1",
  replaced: null,
  reason: null,
  canary: null,
});
const training = (deployed: unknown) => ({
  dataset: "ada-instruct-v1",
  version: "ada-v1",
  stage: "approved",
  decision: null,
  reportSha256: null,
  deployment: deployed,
});

it.each([
  ["failed", null, 1],
  ["completed", { new: 3 }, 0],
  ["completed", deployment("promoted"), 0],
  ["completed", deployment("rolled-back"), 1],
  ["completed", training(null), 0],
  ["completed", training(deployment("promoted")), 0],
  ["completed", training(deployment("rolled-back")), 1],
] as const)("a run that is %s with %j ends a command with %i", (state, result, code) => {
  expect(outcomeCode({ state, result })).toBe(code);
});
