import { describe, expect, it } from "vitest";
import { withLiveProgress } from "../../../api/runs/live-progress.ts";
import type { RunStatus, RunStep } from "../../../domain/runs/status.ts";

const step = (name: string, state: RunStep["state"]): RunStep => ({
  name,
  state,
  done: 3,
  total: 40,
  unit: "steps",
  counts: { loss: 2 },
});
const status: RunStatus = {
  steps: [step("trainer", "done"), step("fine-tune", "running"), step("merge", "waiting")],
  failures: [],
  waitingFor: "a GPU worker",
};
const heartbeat = { stage: "fine-tuning", done: 17, total: 40, unit: "steps", loss: 1.5, etaSeconds: 60.4 };
const pending = { type: "finetune", started: true, heartbeat, lastFailure: null };

describe("withLiveProgress", () => {
  it("shows what the worker told last in place of what the run saw", () => {
    const live = withLiveProgress(status, [{ ...pending, type: "watchStep" }, pending]);
    expect(live.steps[1]).toEqual({
      ...step("fine-tune", "running"),
      done: 17,
      counts: { loss: 1.5, "seconds left": 60 },
    });
    expect([live.steps[0], live.steps[2]]).toEqual([status.steps[0], status.steps[2]]);
    expect(live.waitingFor).toBeNull();
  });

  it("shows what an activity waits for, in its own words of now", () => {
    const loading: RunStatus = { ...status, steps: [step("load", "running"), step("canary", "waiting")] };
    const activity = {
      ...pending,
      type: "loadVersion",
      heartbeat: { waiting: "gateways: 1 of 2 are ready" },
    };
    const live = withLiveProgress(loading, [activity]);
    expect(live).toEqual({ ...loading, waitingFor: "gateways: 1 of 2 are ready" });
  });

  it.each([
    ["no activity", []],
    ["one that waits for a worker", [{ ...pending, started: false }]],
    ["one that has told nothing yet", [{ ...pending, heartbeat: undefined }]],
    ["one that tells something else", [{ ...pending, heartbeat: { line: 3 } }]],
    ["one of a step that is over", [{ ...pending, type: "prepareTrainer" }]],
    ["one of another queue", [{ ...pending, type: "registerModel" }]],
  ])("leaves the run's own words where there is %s", (_, activities) => {
    expect(withLiveProgress(status, activities)).toBe(status);
  });

  it("leaves a run alone that has no step under way", () => {
    const ended: RunStatus = { ...status, steps: [step("fine-tune", "done")], waitingFor: null };
    expect(withLiveProgress(ended, [pending, { ...pending, type: "registerModel" }])).toBe(ended);
  });
});
