import { setTimeout } from "node:timers/promises";
import { Context } from "@temporalio/activity";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Runs } from "../../../api/runs/runs.ts";
import { createTemporalRuns } from "../../../api/runs/temporal-runs.ts";
import { ConflictError, NotFoundError, UnavailableError } from "../../../domain/errors.ts";
import { CPU_TASK_QUEUE } from "../../../domain/runs/task-queues.ts";
import { openTestTemporal, type TestTemporal } from "../../support/test-temporal.ts";
import { deploying, training } from "../../workflows/training-scenarios.ts";

const yes = { approved: true, approver: "Grace", comment: "reads like her", override: false };
const no = { approved: false, approver: "Edsger", comment: "too short", override: false };

let temporal: TestTemporal;
let runs: Runs;
beforeAll(async () => {
  temporal = await openTestTemporal();
  runs = createTemporalRuns({
    connect: async () => temporal.environment.client,
    namespace: "default",
    uiUrl: "http://127.0.0.1:8233",
    decisionMs: 3_000,
  });
});
afterAll(() => temporal.close());

/** Starts a training whose steps are over at once, and waits until it asks. */
const untilAsked = async (failedGates: readonly string[] = []) => {
  const handle = await temporal.start("continuousTraining", [{ author: "Ada" }], training(failedGates));
  const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId };
  while (!(await runs.describe(run.workflowId)).status?.waitingFor?.startsWith("a human")) {
    await setTimeout(50);
  }
  return { handle, ...run };
};

describe("decide", () => {
  test("answers with what was recorded, and refuses a run that is over", async () => {
    const { handle, workflowId, runId } = await untilAsked();
    expect(await runs.decide(workflowId, runId, yes)).toMatchObject({
      outcome: "approved",
      approver: "Grace",
      comment: "reads like her",
    });
    await handle.result();
    await expect(runs.decide(workflowId, runId, no)).rejects.toThrow(NotFoundError);
  });

  test("takes one of several sent at once, and refuses the others with its words", async () => {
    const { handle, workflowId, runId } = await untilAsked();
    const sent = await Promise.allSettled(
      [yes, no, yes, no].map((decision) => runs.decide(workflowId, runId, decision)),
    );
    const taken = sent.filter((outcome) => outcome.status === "fulfilled");
    expect(taken).toHaveLength(1);
    const result: unknown = await handle.result();
    expect(result).toMatchObject({ decision: taken[0]?.value });
    // Those that came while the run was open; one that came later found no run.
    const refused = sent.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    for (const reason of refused) {
      expect(reason instanceof ConflictError || reason instanceof NotFoundError).toBe(true);
      if (reason instanceof ConflictError) expect(reason.message).toContain(`by ${taken[0]?.value.approver}`);
    }
  });

  test("says how to overrule a gate that failed", async () => {
    const { workflowId, runId } = await untilAsked(["loss"]);
    await expect(runs.decide(workflowId, runId, yes)).rejects.toThrow(/Gates failed \(loss\)/);
    expect(await runs.decide(workflowId, runId, { ...yes, override: true })).toMatchObject({
      override: true,
    });
  });

  test("says so when no worker takes it", async () => {
    const { workflowId, runId } = await temporal.environment.client.workflow
      .start("continuousTraining", {
        // Nobody works on this queue.
        taskQueue: "nobody",
        workflowId: "training:lonely",
        args: [{ author: "Ada" }],
      })
      .then((handle) => ({ workflowId: handle.workflowId, runId: handle.firstExecutionRunId }));
    await expect(runs.decide(workflowId, runId, yes)).rejects.toThrow(UnavailableError);
  });

  test("knows no run of another name", async () => {
    await expect(runs.decide("training:nobody", "", yes)).rejects.toThrow(NotFoundError);
  });
});

describe("describe", () => {
  test("shows what a deployment waits for, before the run has looked", async () => {
    const gate = Promise.withResolvers<void>();
    const handle = await temporal.start("deployment", [{ version: "ada-v1", canary: { seconds: 0 } }], {
      ...deploying,
      loadVersion: async () => {
        Context.current().heartbeat({ waiting: "a gateway: none reports" });
        await gate.promise;
      },
      watchStep: async () => ({ state: "running", progress: null, lastFailure: null }),
    });
    await expect
      .poll(async () => (await runs.describe(handle.workflowId)).status?.waitingFor, { timeout: 10_000 })
      .toBe("a gateway: none reports");
    gate.resolve();
    await handle.result();
  });

  test("shows what the GPU worker told last, before the run has looked", async () => {
    const gate = Promise.withResolvers<void>();
    const handle = await temporal.start("continuousTraining", [{ author: "Ada" }], {
      ...training(),
      finetune: async (input) => {
        Context.current().heartbeat({ stage: "fine-tuning", done: 17, total: 40, unit: "steps", loss: 1.9 });
        await gate.promise;
        return training().finetune(input);
      },
      // The run itself never learns of it.
      watchStep: async () => ({ state: "running", progress: null, lastFailure: null }),
    });
    const fineTune = async () =>
      (await runs.describe(handle.workflowId)).status?.steps.find(({ name }) => name === "fine-tune");
    await expect
      .poll(fineTune, { timeout: 20_000 })
      .toMatchObject({ state: "running", done: 17, total: 40, counts: { loss: 1.9 } });
    gate.resolve();
    await expect.poll(fineTune, { timeout: 20_000 }).toMatchObject({ state: "done" });
    await handle.terminate("enough was seen");
  });
});

describe("rollBack", () => {
  test("ends the deployment that is running, and tells when there is none", async () => {
    await temporal.start("etl", [{}], {
      ...deploying,
      readCanary: async () => ({ requests: 1, errors: 0, verdict: null, enough: false }),
    });
    const workflowId = "deployment:local";
    const handle = await temporal.environment.client.workflow.start("deployment", {
      taskQueue: CPU_TASK_QUEUE,
      workflowId,
      args: [{ version: "ada-v1" }],
    });
    while ((await runs.describe(workflowId)).status?.steps[1]?.state !== "running") await setTimeout(50);
    expect(await runs.readInput(workflowId, handle.firstExecutionRunId)).toEqual({ version: "ada-v1" });
    expect(await runs.rollBack(workflowId, "answers in riddles")).toMatchObject({
      workflowId,
      kind: "deployment",
    });
    expect(await handle.result()).toMatchObject({ outcome: "rolled-back", reason: "answers in riddles" });
    expect(await runs.rollBack(workflowId, "again")).toBeUndefined();
    expect(await runs.summarize(workflowId)).toMatchObject({ state: "completed" });
  });
});
