import { describe, expect, test, vi } from "vitest";
import type { ServingReport } from "../../../domain/deployment/serving.ts";
import {
  ChecksumError,
  ConflictError,
  InvalidInputError,
  NotFoundError,
  SmokeTestError,
} from "../../../domain/errors.ts";
import type { Stage } from "../../../domain/registry/model-version.ts";
import { modelVersion } from "../../support/registry-records.ts";
import { servingRegistry } from "../../support/serving-registry.ts";
import { canary, openActivities } from "./support.ts";

const NOW = new Date("2026-01-02T12:00:00.000Z");

const version = (id: string, stage: Stage, model = "ada") =>
  modelVersion({ id, model, version: Number(id.split("-v")[1]), stage });

const open = () => {
  const fake = servingRegistry([
    version("ada-v1", "archived"),
    version("ada-v2", "production"),
    version("ada-v3", "approved"),
    version("ada-v4", "candidate"),
    version("ada-v5", "rejected"),
    version("bob-v1", "approved", "bob"),
  ]);
  return { ...fake, ...openActivities(fake.registry, () => NOW) };
};
type Opened = ReturnType<typeof open>;

const serve = ({ registry }: Opened, stable: string | null, previous?: string | null) =>
  registry.changeServing(0, {
    target: "local",
    stable,
    ...(previous === undefined ? {} : { previous }),
    candidate: null,
  });

const report = async ({ registry }: Opened, change: Partial<ServingReport> = {}): Promise<void> => {
  const { revision } = await registry.readServing("local");
  await registry.reportServing({
    target: "local",
    instance: "gateway-1",
    version: "ada-v3",
    revision,
    state: "ready",
    reason: null,
    requests: 0,
    errors: 0,
    latencyMs: 0,
    msPerToken: [],
    answers: false,
    reportedAt: NOW.toISOString(),
    ...change,
  });
};

const request = { target: "local", rollback: false } as const;

describe("planning a deployment", () => {
  test("takes an id, or a model and a number", async () => {
    const opened = open();
    await serve(opened, "ada-v2");
    const plan = {
      target: "local",
      version: "ada-v3",
      artefact: version("ada-v3", "approved").artefacts.serving,
      replaces: "ada-v2",
      canary: true,
    };
    const { activities } = opened;
    expect(await activities.planDeployment({ ...request, version: "ada-v3" })).toEqual(plan);
    expect(await activities.planDeployment({ ...request, model: "ada", version: 3 })).toEqual(plan);
    expect(await activities.planDeployment({ ...request, model: "ada", version: "3" })).toEqual(plan);
    expect(await activities.planDeployment({ ...request, version: "ada-v2" })).toMatchObject({
      canary: false,
    });
  });

  test("refuses a version of another model than the one named, naming both", async () => {
    const { activities } = open();
    const plan = activities.planDeployment({ ...request, model: "bob", version: "ada-v3" });
    await expect(plan).rejects.toThrow(InvalidInputError);
    await expect(plan).rejects.toThrow(/^model: is "bob", but ada-v3 is a version of "ada"/);
    const own = await activities.planDeployment({ ...request, model: "ada", version: "ada-v3" });
    expect(own.version).toBe("ada-v3");
  });

  test("refuses what is not there or was not let through", async () => {
    const { activities } = open();
    const plan = (id: string) => activities.planDeployment({ ...request, version: id });
    await expect(plan("ada-v9")).rejects.toThrow(
      new NotFoundError('There is no model version "ada-v9": `twin models` lists those there are'),
    );
    await expect(plan("ada-v4")).rejects.toThrow(/ada-v4 is at stage candidate.*approve it first/);
    await expect(plan("ada-v5")).rejects.toThrow(ConflictError);
  });

  test("a rollback goes to what served before, the base model included", async () => {
    const opened = open();
    const rollBack = { ...request, rollback: true };
    await expect(opened.activities.planDeployment(rollBack)).rejects.toThrow("nothing to go back to");
    await serve(opened, "ada-v2", null);
    expect(await opened.activities.planDeployment(rollBack)).toMatchObject({
      version: null,
      artefact: null,
      replaces: "ada-v2",
    });
  });
});

const planOf = (opened: Opened, id: string) => opened.activities.planDeployment({ ...request, version: id });

describe("loading a version", () => {
  test("waits for a gateway and says so, then for every one that lives", async () => {
    const opened = open();
    await serve(opened, "ada-v2");
    const plan = await planOf(opened, "ada-v3");
    const loading = opened.activities.loadVersion(plan);
    await expect
      .poll(opened.lastHeartbeat)
      .toEqual({ waiting: expect.stringMatching(/^a gateway: .*npm start/) });
    expect(await opened.registry.readServing("local")).toMatchObject({
      candidate: { version: "ada-v3", weight: 0 },
    });

    await report(opened, { instance: "gone", reportedAt: "2026-01-02T11:59:00.000Z", state: "loading" });
    await report(opened);
    await report(opened, { instance: "gateway-2", state: "loading" });
    await expect.poll(opened.lastHeartbeat).toEqual({ waiting: "gateways: 1 of 2 are ready" });
    await report(opened, { instance: "gateway-2" });
    await loading;
  });

  test("does not take the report of an earlier attempt for one of this", async () => {
    const opened = open();
    await report(opened, { state: "failed", reason: "checksum: old" });
    const loading = opened.activities.loadVersion(await planOf(opened, "ada-v3"));
    await expect.poll(opened.lastHeartbeat).toEqual({ waiting: "gateways: 0 of 1 are ready" });
    await report(opened);
    await loading;
  });

  test.each([
    [
      "checksum: model.gguf has the SHA-256 ab12",
      ChecksumError,
      "gateway-1 cannot serve ada-v3: model.gguf has the SHA-256 ab12",
    ],
    ['smoke-test: Prompt "greeting": the answer is empty', SmokeTestError, "the answer is empty"],
  ])("fails as the gateway failed: %s", async (reason, kind, message) => {
    const opened = open();
    const loading = opened.activities.loadVersion(await planOf(opened, "ada-v3"));
    loading.catch(() => undefined);
    await expect.poll(async () => (await opened.registry.readServing("local")).revision).toBe(1);
    await report(opened, { state: "failed", reason });
    await expect(loading).rejects.toThrow(kind);
    await expect(loading).rejects.toThrow(message);
  });

  test("stops waiting when it is cancelled", async () => {
    const opened = open();
    const loading = opened.activities.loadVersion(await planOf(opened, "ada-v3"));
    opened.cancel();
    await expect(loading).rejects.toThrow();
  });
});

describe("the canary", () => {
  test("is read from all gateways that live", async () => {
    const opened = open();
    await serve(opened, "ada-v2");
    const plan = await planOf(opened, "ada-v3");
    const { activities } = opened;
    await activities.startCanary({ plan, canary });
    await activities.startCanary({ plan, canary });
    expect(await opened.registry.readServing("local")).toMatchObject({
      revision: 2,
      candidate: { version: "ada-v3", weight: 0.5 },
    });
    await report(opened, { requests: 3 });
    await report(opened, {
      instance: "gone",
      requests: 9,
      errors: 9,
      reportedAt: "2026-01-02T11:59:00.000Z",
    });
    expect(await activities.readCanary({ plan, canary })).toEqual({
      requests: 3,
      errors: 0,
      verdict: null,
      enough: false,
    });
    await report(opened, { instance: "gateway-2", requests: 1 });
    expect(await activities.readCanary({ plan, canary })).toMatchObject({ requests: 4, enough: true });
    await report(opened, { instance: "gateway-2", requests: 2, errors: 1 });
    expect(await activities.readCanary({ plan, canary })).toEqual({
      requests: 5,
      errors: 1,
      verdict: "1 of 5 answers failed (20%; at most 10% may)",
      enough: false,
    });
  });
});

describe("promotion and roll-back", () => {
  test("promotes, moves the stages, and waits until the gateways follow", async () => {
    const opened = open();
    await serve(opened, "ada-v2", "ada-v1");
    const plan = await planOf(opened, "ada-v3");
    await opened.activities.startCanary({ plan, canary });
    await report(opened);
    const promoting = opened.activities.promote(plan);
    await expect.poll(opened.lastHeartbeat).toEqual({ waiting: "gateways: 0 of 1 are ready" });
    await report(opened);
    await promoting;
    // Once more, as a retry would.
    await opened.activities.promote(plan);
    expect(await opened.registry.readServing("local")).toEqual({
      target: "local",
      revision: 3,
      stable: "ada-v3",
      previous: "ada-v2",
      candidate: null,
    });
    expect(["ada-v1", "ada-v2", "ada-v3"].map(opened.stageOf)).toEqual([
      "archived",
      "archived",
      "production",
    ]);
  });

  test("archives what served when another model takes its place", async () => {
    const opened = open();
    await serve(opened, "ada-v2");
    await opened.activities.promote(await planOf(opened, "bob-v1"));
    expect(["ada-v2", "bob-v1"].map(opened.stageOf)).toEqual(["archived", "production"]);
  });

  test("takes a candidate away and leaves the rest as it was", async () => {
    const opened = open();
    await serve(opened, "ada-v2", "ada-v1");
    const plan = await planOf(opened, "ada-v3");
    await opened.activities.startCanary({ plan, canary });
    await opened.activities.rollBack({ plan, reason: "too slow" });
    await opened.activities.rollBack({ plan, reason: "too slow" });
    expect(await opened.registry.readServing("local")).toEqual({
      target: "local",
      revision: 3,
      stable: "ada-v2",
      previous: "ada-v1",
      candidate: null,
    });
    expect(opened.stageOf("ada-v3")).toBe("approved");
  });

  test.each([
    ["a version", "ada-v1"],
    ["the base model", null],
    ["nothing", undefined],
  ])(
    "takes a promotion back that did not come to its end, with %s at hand as before",
    async (_, previous) => {
      const opened = open();
      const before = await serve(opened, "ada-v2", previous);
      const plan = await planOf(opened, "ada-v3");
      await opened.activities.promote(plan);
      await opened.activities.rollBack({ plan, reason: "cancelled" });
      await opened.activities.rollBack({ plan, reason: "cancelled" });
      expect(await opened.registry.readServing("local")).toEqual({ ...before, revision: 3 });
      expect(["ada-v2", "ada-v3"].map(opened.stageOf)).toEqual(["production", "archived"]);
    },
  );

  test.each(["moveModel", "changeServing"] as const)(
    "takes a promotion back as a whole, though the first try dies at %s",
    async (method) => {
      const opened = open();
      await serve(opened, "ada-v2", "ada-v1");
      const plan = await planOf(opened, "ada-v3");
      await opened.activities.promote(plan);
      vi.spyOn(opened.registry, method).mockRejectedValueOnce(new Error("the worker was killed"));
      await expect(opened.activities.rollBack({ plan, reason: "cancelled" })).rejects.toThrow("was killed");
      await opened.activities.rollBack({ plan, reason: "cancelled" });
      expect(await opened.registry.readServing("local")).toMatchObject({
        stable: "ada-v2",
        previous: "ada-v1",
      });
      expect(["ada-v2", "ada-v3"].map(opened.stageOf)).toEqual(["production", "archived"]);
    },
  );

  test("goes back and forth by one rollback after another, and a rollback that fails changes nothing", async () => {
    const opened = open();
    const before = await serve(opened, "ada-v2", "ada-v1");
    const rollBack = () => opened.activities.planDeployment({ ...request, rollback: true });
    const failing = await rollBack();
    await opened.activities.promote(failing);
    await opened.activities.rollBack({ plan: failing, reason: "cancelled" });
    expect(await opened.registry.readServing("local")).toEqual({ ...before, revision: 3 });

    await opened.activities.promote(await rollBack());
    expect(await opened.registry.readServing("local")).toMatchObject({
      stable: "ada-v1",
      previous: "ada-v2",
    });
    await opened.activities.promote(await rollBack());
    expect(await opened.registry.readServing("local")).toMatchObject({
      stable: "ada-v2",
      previous: "ada-v1",
    });
  });

  test("a rollback to the base model archives the version", async () => {
    const opened = open();
    await serve(opened, "ada-v2", null);
    const plan = await opened.activities.planDeployment({ ...request, rollback: true });
    await opened.activities.promote(plan);
    expect(await opened.registry.readServing("local")).toMatchObject({ stable: null, previous: "ada-v2" });
    expect(opened.stageOf("ada-v2")).toBe("archived");
  });

  test("survives that somebody else changes the same state", async () => {
    const opened = open();
    const plan = await planOf(opened, "ada-v3");
    await Promise.all([opened.activities.promote(plan), opened.activities.startCanary({ plan, canary })]);
    const state = await opened.registry.readServing("local");
    expect(state.revision).toBe(2);
    expect(state.stable).toBe("ada-v3");
  });

  test("of what serves already changes nothing", async () => {
    const opened = open();
    await serve(opened, "ada-v2", "ada-v1");
    const plan = await planOf(opened, "ada-v2");
    await opened.activities.promote(plan);
    await opened.activities.rollBack({ plan, reason: "cancelled" });
    expect(await opened.registry.readServing("local")).toMatchObject({
      revision: 1,
      stable: "ada-v2",
      previous: "ada-v1",
    });
  });
});
