import { expect, it } from "vitest";
import { renderOutcome } from "../../../cli/runs/render-result.ts";

const ended = (result: object) =>
  renderOutcome({
    workflowId: "training:Ada:newest-2026-01-01T00:00:00Z",
    runId: "r",
    kind: "continuousTraining",
    state: "completed",
    startedAt: "2026-01-01T00:00:00Z",
    closedAt: "2026-01-01T00:01:00Z",
    temporalUrl: "http://temporal/run",
    status: null,
    failure: null,
    approval: null,
    result: {
      dataset: "ada-instruct-v1",
      version: null,
      stage: null,
      decision: null,
      reportSha256: null,
      deployment: null,
      ...result,
    },
  });

it.each([
  [
    { training: "training:Ada:ada-instruct-v1" },
    /trained on by training:Ada:ada-instruct-v1: npx twin status/,
  ],
  [{ training: null }, /nothing new to train on: ada-instruct-v1 was used before/],
  // As runs end that were there before any was handed over.
  [{}, /nothing new to train on/],
])("a training that made no version itself, %j, says who does or why not", (change, words) => {
  expect(ended(change)).toMatch(words);
});
