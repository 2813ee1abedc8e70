import { describe, expect, test } from "vitest";
import type { ModelDetail } from "../../ui/src/api/generated/index.ts";
import { toDeployRequest } from "../../ui/src/rooms/models/deploy-request.ts";
import { obstacleOf } from "../../ui/src/rooms/models/obstacle.ts";
import { approval, modelVersion } from "../support/registry-records.ts";

type Approval = NonNullable<ModelDetail["approval"]>;

const asked = (change: Partial<Approval> = {}): Approval => ({
  ...approval(),
  state: "pending",
  temporalUrl: "",
  ...change,
});

const model = (change: Partial<ModelDetail>): ModelDetail => {
  const { key: _, ...version } = modelVersion();
  return { ...version, serves: [], approval: null, ...change };
};

const decision = {
  outcome: "rejected",
  approver: "Grace",
  comment: "too slow",
  override: false,
  decidedAt: "2026-01-03T00:00:00.000Z",
} as const;

describe("what stands in the way of a deployment", () => {
  test.each(["approved", "production", "archived"] as const)("is nothing at stage %s", (stage) => {
    expect(obstacleOf(model({ stage }))).toBeUndefined();
  });

  test.each([
    ["no decision was asked for", null, /has not asked for a decision/, "See its training run"],
    ["it waits", asked(), /A human must approve it first. All gates passed./, "Decide now"],
    ["gates failed", asked({ failedGates: ["style", "latency"] }), /It failed style, latency/, "Decide now"],
    ["its run ended", asked({ state: "ended" }), /nobody can approve it any more/, "Train again"],
    [
      "it was just decided",
      asked({ state: "decided", decision }),
      /about to act on it/,
      "See its training run",
    ],
  ])("of a candidate says so where %s", (_, approvalNow, reason, step) => {
    const obstacle = obstacleOf(model({ approval: approvalNow }));
    expect(obstacle?.reason).toMatch(reason);
    expect(obstacle?.step.label).toBe(step);
  });

  test("of a rejected version is who rejected it and why", () => {
    const rejected = model({ stage: "rejected", approval: asked({ state: "decided", decision }) });
    expect(obstacleOf(rejected)).toEqual({
      reason: "It was rejected by Grace: too slow",
      step: { label: "Train again", to: "/datasets/ada-instruct-v1" },
    });
    expect(obstacleOf(model({ stage: "rejected" }))?.reason).toBe("It was rejected.");
    const late = asked({ state: "decided", decision: { ...decision, outcome: "timed-out", approver: null } });
    expect(obstacleOf(model({ stage: "rejected", approval: late }))?.reason).toBe("Nobody decided in time.");
  });
});

describe("what a deployment is asked for", () => {
  const choices = { target: "local", percent: 50, seconds: "", minRequests: 5 } as const;

  test("has the defaults in place of numbers that were emptied", () => {
    expect(toDeployRequest(choices)).toEqual({
      target: "local",
      canary: { weight: 0.5, seconds: 60, minRequests: 5 },
    });
  });

  test("has no canary at TabbyAPI", () => {
    expect(toDeployRequest({ ...choices, target: "tabby" })).toEqual({ target: "tabby" });
  });
});
