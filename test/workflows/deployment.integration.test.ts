import { setTimeout } from "node:timers/promises";
import { ApplicationFailure } from "@temporalio/activity";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createActivityContexts } from "../../activities/activity-context.ts";
import type { DeploymentActivities } from "../../activities/deployment/contract.ts";
import { createLocalTarget } from "../../activities/deployment/local/local-target.ts";
import { watchStep } from "../../activities/training/models/watch-step.ts";
import type { ServingReport } from "../../domain/deployment/serving.ts";
import { readPendingActivities } from "../../stack/temporal/pending-activities.ts";
import type { Registry } from "../../stores/registry.ts";
import { rollBackSignal, statusQuery } from "../../workflows/messages.ts";
import { servingRegistry } from "../support/serving-registry.ts";
import { openTestTemporal, type TestTemporal } from "../support/test-temporal.ts";
import { deploying } from "./training-scenarios.ts";

/** Activities that note the order in which they were called. */
const noting = (change: Partial<DeploymentActivities> = {}) => {
  const calls: string[] = [];
  const all = { ...deploying, ...change };
  const activities: DeploymentActivities = {
    ...all,
    loadVersion: async (plan) => {
      calls.push("load");
      await all.loadVersion(plan);
    },
    startCanary: async (input) => {
      calls.push(`canary ${input.canary.weight}`);
      await all.startCanary(input);
    },
    promote: async (plan) => {
      calls.push("promote");
      await all.promote(plan);
    },
    rollBack: async (input) => {
      calls.push(`roll back: ${input.reason}`);
      await all.rollBack(input);
    },
  };
  return { calls, activities };
};

const version = { version: "ada-v1" };

/** Reports what a gateway makes of the version, having followed the newest state. */
const reportAs = (registry: Registry, instance: string) => async (state: ServingReport["state"]) =>
  registry.reportServing({
    target: "local",
    instance,
    version: version.version,
    revision: (await registry.readServing("local")).revision,
    state,
    reason: null,
    requests: 0,
    errors: 0,
    latencyMs: 0,
    msPerToken: [],
    answers: false,
    reportedAt: new Date().toISOString(),
  });

describe("deployment", () => {
  let temporal: TestTemporal;
  beforeAll(async () => {
    temporal = await openTestTemporal();
  });
  afterAll(() => temporal.close());

  it("loads, lets the version answer a part, and promotes", async () => {
    const { calls, activities } = noting();
    const result = await temporal.execute(
      "deployment",
      [{ ...version, canary: { weight: 0.5 } }],
      activities,
    );
    expect(result).toEqual({
      target: "local",
      outcome: "promoted",
      serves: "ada-v1",
      replaced: null,
      reason: null,
      canary: { requests: 20, errors: 0 },
    });
    expect(calls).toEqual(["load", "canary 0.5", "promote"]);
  });

  it("says that it waits for a gateway, and for what else, until one has the version", async () => {
    const { registry } = servingRegistry();
    const target = createLocalTarget({
      registry,
      now: () => new Date(),
      context: createActivityContexts().current,
    });
    const { client } = temporal.environment;
    const handle = await temporal.start("deployment", [{ ...version, canary: { seconds: 0 } }], {
      ...deploying,
      loadVersion: target.load,
      watchStep: (run) => watchStep({ readPendingSteps: (step) => readPendingActivities(client, step) }, run),
    });
    const readWait = async () => (await handle.query(statusQuery)).waitingFor;
    await expect
      .poll(readWait, { timeout: 10_000 })
      .toMatch(/^a gateway: none with GENERATION_BACKEND=local reports\. Start one with `npm start`/);

    const gateway = reportAs(registry, "gateway-1");
    await gateway("loading");
    await expect.poll(readWait, { timeout: 30_000 }).toBe("gateways: 0 of 1 are ready");
    await gateway("ready");
    expect(await handle.result()).toMatchObject({ outcome: "promoted", serves: "ada-v1" });
    expect(await readWait()).toBeNull();
  });

  it("ends soon when it is cancelled while it waits", async () => {
    const loading = Promise.withResolvers<void>();
    const { calls, activities } = noting({ loadVersion: () => loading.promise });
    const handle = await temporal.start("deployment", [version], {
      ...activities,
      watchStep: async () => ({ state: "running", progress: null, waiting: "a gateway", lastFailure: null }),
    });
    const readWait = async () => (await handle.query(statusQuery)).waitingFor;
    await expect.poll(readWait, { timeout: 10_000 }).toBe("a gateway");
    const before = Date.now();
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect(Date.now() - before).toBeLessThan(3_000);
    expect(calls.at(-1)).toMatch(/^roll back/);
    loading.resolve();
  });

  it.each([
    ["checksum", "model.gguf is not what was stored"],
    ["smoke-test", "golden tokens differ at 3"],
  ])("rolls back a version that fails with %s", async (type, message) => {
    const { calls, activities } = noting({
      loadVersion: async () => {
        throw ApplicationFailure.nonRetryable(message, type);
      },
    });
    expect(await temporal.execute("deployment", [version], activities)).toMatchObject({
      outcome: "rolled-back",
      serves: null,
      reason: message,
      canary: null,
    });
    expect(calls).toEqual(["load", `roll back: ${message}`]);
  });

  it("rolls back when the canary's verdict is bad", async () => {
    const readings = [
      { requests: 3, errors: 0, verdict: null, enough: false },
      { requests: 9, errors: 4, verdict: "4 of 9 answers failed", enough: false },
    ];
    const { calls, activities } = noting({
      readCanary: async () => readings.shift() ?? { requests: 0, errors: 0, verdict: null, enough: false },
    });
    expect(await temporal.execute("deployment", [version], activities)).toMatchObject({
      outcome: "rolled-back",
      reason: "4 of 9 answers failed",
      canary: { requests: 9, errors: 4 },
    });
    expect(calls.at(-1)).toBe("roll back: 4 of 9 answers failed");
  });

  it("promotes when the time is over and nothing bad was seen", async () => {
    const { activities } = noting({
      readCanary: async () => ({ requests: 1, errors: 0, verdict: null, enough: false }),
    });
    const result = await temporal.execute("deployment", [{ ...version, canary: { seconds: 2 } }], activities);
    expect(result).toMatchObject({ outcome: "promoted", canary: { requests: 1, errors: 0 } });
  });

  it("goes back at once when a person asks for it during the canary", async () => {
    const { calls, activities } = noting({
      readCanary: async () => ({ requests: 1, errors: 0, verdict: null, enough: false }),
    });
    const handle = await temporal.start("deployment", [version], activities);
    while ((await handle.query(statusQuery)).steps[1]?.state !== "running") await setTimeout(50);
    await handle.signal(rollBackSignal, "answers in riddles");
    expect(await handle.result()).toMatchObject({ outcome: "rolled-back", reason: "answers in riddles" });
    expect(calls).not.toContain("promote");
  });

  it("leaves no candidate behind when it is cancelled", async () => {
    const { calls, activities } = noting({
      readCanary: async () => ({ requests: 0, errors: 0, verdict: null, enough: false }),
    });
    const handle = await temporal.start("deployment", [version], activities);
    while ((await handle.query(statusQuery)).steps[1]?.state !== "running") await setTimeout(50);
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
    expect(calls.at(-1)).toMatch(/^roll back/);
  });

  it("rolls back to what was there without a canary", async () => {
    const { calls, activities } = noting();
    await temporal.execute("deployment", [{ rollback: true }], activities);
    expect(calls).toEqual(["load", "promote"]);
  });

  it("does not ask for a canary of a target that serves one version", async () => {
    const { calls, activities } = noting({
      planDeployment: async (input) => ({ ...(await deploying.planDeployment(input)), canary: false }),
    });
    await temporal.execute("deployment", [{ ...version, target: "tabby" }], activities);
    expect(calls).toEqual(["load", "promote"]);
  });

  it.each([
    [{}, /version/],
    [{ version: 3 }, /model/],
    [{ version: "ada-v1", target: "moon" }, /target/],
    [{ version: "ada-v1", canary: { weight: 2 } }, /canary\.weight/],
  ])("fails at once on the wrong input %j", async (input, field) => {
    const run = temporal.execute("deployment", [input], {});
    await expect(run).rejects.toMatchObject({ cause: { message: expect.stringMatching(field) } });
  });
});
