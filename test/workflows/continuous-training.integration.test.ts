import { setTimeout } from "node:timers/promises";
import { type WorkflowHandle, WorkflowUpdateFailedError } from "@temporalio/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DecisionInput, DecisionRecord } from "../../domain/registry/approval.ts";
import { CPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { approveSignal, decideUpdate, reportQuery, statusQuery } from "../../workflows/messages.ts";
import { openTestTemporal, type TestActivities, type TestTemporal } from "../support/test-temporal.ts";
import { deploying, REPORT_SHA256, training } from "./training-scenarios.ts";

const yes: DecisionInput = { approved: true, approver: "Grace", comment: "reads like her" };
const no: DecisionInput = { approved: false, approver: "Edsger", comment: "too short" };

const refusalOf = async (update: Promise<unknown>): Promise<string> => {
  const error = await update.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkflowUpdateFailedError)) throw new Error(`not refused but ${String(error)}`);
  return String(error.cause?.message);
};

const untilWaiting = async (handle: WorkflowHandle): Promise<void> => {
  while (!(await handle.query(statusQuery)).waitingFor?.startsWith("a human's decision")) {
    await setTimeout(50);
  }
};

describe("continuousTraining", () => {
  let temporal: TestTemporal;
  beforeAll(async () => {
    temporal = await openTestTemporal();
  });
  afterAll(() => temporal.close());

  /** Starts a run and waits until it asks for a decision. */
  const untilAsked = async (input: object, activities: TestActivities) => {
    const handle = await temporal.start("continuousTraining", [{ author: "Ada", ...input }], activities);
    await untilWaiting(handle);
    return handle;
  };

  /** Activities that note what was recorded and moved. */
  const noting = (failedGates: readonly string[] = []) => {
    const recorded: DecisionRecord[] = [];
    const moved: string[] = [];
    const registered: string[] = [];
    const activities: TestActivities = {
      ...training(failedGates),
      registerModel: async ({ key }) => {
        registered.push(key);
        return { id: "ada-v1", version: 1 };
      },
      recordDecision: async ({ decision }) => {
        recorded.push(decision);
        return decision;
      },
      moveModel: async ({ id, from, to }) => void moved.push(`${id}: ${from} to ${to}`),
    };
    return { recorded, moved, registered, activities };
  };

  it("trains, asks, and approves by the update that answers at once", async () => {
    const { recorded, moved, registered, activities } = noting();
    const handle = await untilAsked({}, activities);
    expect(await handle.query(reportQuery)).toMatchObject({ sha256: REPORT_SHA256, samples: 10 });
    const answer = await handle.executeUpdate(decideUpdate, { args: [yes] });
    expect(answer).toMatchObject({ outcome: "approved", approver: "Grace", comment: "reads like her" });
    expect(await handle.result()).toMatchObject({
      version: "ada-v1",
      stage: "approved",
      decision: answer,
      reportSha256: REPORT_SHA256,
      deployment: null,
    });
    expect({ recorded, moved }).toEqual({ recorded: [answer], moved: ["ada-v1: candidate to approved"] });
    expect(registered).toEqual([handle.firstExecutionRunId]);
  });

  it("rejects by the signal that a person sends", async () => {
    const { moved, activities } = noting();
    const handle = await untilAsked({ deploy: {} }, activities);
    await handle.signal(approveSignal, no);
    expect(await handle.result()).toMatchObject({
      stage: "rejected",
      decision: { outcome: "rejected", approver: "Edsger", comment: "too short" },
      deployment: null,
    });
    expect(moved).toEqual(["ada-v1: candidate to rejected"]);
  });

  it("leaves everything as it was when the time runs out, after reminders", async () => {
    const { moved, activities } = noting();
    const reminders: string[] = [];
    const handle = await untilAsked(
      { approval: { timeout: "3s", remindAfter: "1s" }, deploy: {} },
      { ...activities, remindOfDecision: async () => void reminders.push("reminded") },
    );
    expect(await handle.result()).toMatchObject({
      stage: "rejected",
      decision: { outcome: "timed-out", approver: null },
      deployment: null,
    });
    expect(moved).toEqual(["ada-v1: candidate to rejected"]);
    expect(reminders.length).toBeGreaterThan(0);
  });

  it("takes one of many decisions sent at once, and refuses the others with its words", async () => {
    const { recorded, activities } = noting();
    const handle = await untilAsked({}, activities);
    const outcomes = await Promise.allSettled(
      [yes, no, yes, no].map((decision) => handle.executeUpdate(decideUpdate, { args: [decision] })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await handle.result();
    expect(recorded).toHaveLength(1);
    const words = `${recorded[0]?.outcome} by ${recorded[0]?.approver}`;
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(String(outcome.reason.cause?.message)).toContain(words);
    }
  });

  it("lets a failed gate be overruled only on purpose, with a comment", async () => {
    const { recorded, activities } = noting(["loss"]);
    const handle = await untilAsked({}, activities);
    const decide = (change: object) => handle.executeUpdate(decideUpdate, { args: [{ ...yes, ...change }] });
    expect(await refusalOf(decide({}))).toMatch(/Gates failed \(loss\).*"override": true/);
    expect(await refusalOf(decide({ override: true, comment: " " }))).toMatch(/needs a "comment"/);
    await handle.signal(approveSignal, yes);
    expect((await handle.query(statusQuery)).notes?.join()).toContain("Gates failed (loss)");
    expect(await decide({ override: true })).toMatchObject({ outcome: "approved", override: true });
    await handle.result();
    expect(recorded).toMatchObject([{ outcome: "approved", override: true }]);
  });

  it("refuses a malformed decision by name of its field, and stays open", async () => {
    const { activities } = noting();
    const handle = await untilAsked({}, activities);
    // What another client may send: not a decision at all.
    const malformed = { approved: "yes", approver: "" } as unknown as DecisionInput;
    const refusal = await refusalOf(handle.executeUpdate(decideUpdate, { args: [malformed] }));
    expect(refusal).toMatch(/approved/);
    expect(refusal).toMatch(/approver/);
    await handle.signal(approveSignal, malformed);
    await handle.executeUpdate(decideUpdate, { args: [no] });
    expect(await handle.result()).toMatchObject({ stage: "rejected" });
  });

  it("refuses a decision before there is a report", async () => {
    let finish: () => void = () => {};
    const finetuning = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handle = await temporal.start("continuousTraining", [{ author: "Ada" }], {
      ...training(),
      finetune: async (input) => {
        await finetuning;
        return training().finetune(input);
      },
    });
    expect(await refusalOf(handle.executeUpdate(decideUpdate, { args: [yes] }))).toMatch(/no report/);
    finish();
    await untilWaiting(handle);
    await handle.executeUpdate(decideUpdate, { args: [no] });
    await handle.result();
  });

  it("deploys what was approved, where that was asked for", async () => {
    const { activities } = noting();
    const promoted: unknown[] = [];
    const handle = await untilAsked(
      { deploy: { canary: { seconds: 0 } } },
      { ...activities, ...deploying, promote: async ({ version }) => void promoted.push(version) },
    );
    await handle.signal(approveSignal, yes);
    expect(await handle.result()).toMatchObject({
      stage: "production",
      deployment: { outcome: "promoted", serves: "ada-v1", target: "local" },
    });
    expect(promoted).toEqual(["ada-v1"]);
  });

  it("says that it waits for a GPU worker, then shows what the worker tells", async () => {
    let finish: () => void = () => {};
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let looks = 0;
    const handle = await temporal.start("continuousTraining", [{ author: "Ada" }], {
      ...training(),
      finetune: async (input) => {
        await done;
        return training().finetune(input);
      },
      watchStep: async ({ activity }) => {
        looks += activity === "finetune" ? 1 : 0;
        return looks < 2
          ? { state: "waiting", progress: null, lastFailure: null }
          : {
              state: "running",
              progress: { stage: "fine-tuning", done: 7, total: 40, unit: "steps", loss: 1.9 },
              lastFailure: null,
            };
      },
    });
    const seen: string[] = [];
    let step = { done: 0, counts: {} };
    while (step.done !== 7) {
      await setTimeout(100);
      const status = await handle.query(statusQuery);
      if (status.waitingFor) seen.push(status.waitingFor);
      step = status.steps.find(({ name }) => name === "fine-tune") ?? step;
    }
    expect(seen.join()).toMatch(/GPU worker.*workers\/gpu\.ts/);
    expect(step).toMatchObject({ done: 7, total: 40, unit: "steps", counts: { loss: 1.9 } });
    finish();
    await handle.terminate("enough was seen");
  });

  it("ends at once where only a new dataset is worth a training", async () => {
    const result = await temporal.execute("continuousTraining", [{ author: "Ada", onlyNewDataset: true }], {
      resolveTraining: async (input) => ({ ...(await training().resolveTraining(input)), train: false }),
    });
    expect(result).toMatchObject({ dataset: "ada-instruct-v1", version: null, decision: null });
  });

  it("trains once on a dataset that a schedule and a hand start at the same time", async () => {
    const { registered, activities } = noting();
    const scheduled = { author: "Ada", onlyNewDataset: true };
    const workflowId = "training:Ada:ada-instruct-v1";
    const handedOver = { dataset: "ada-instruct-v1", version: null, training: workflowId };
    expect(await temporal.execute("continuousTraining", [scheduled], activities)).toMatchObject(handedOver);

    const { workflow } = temporal.environment.client;
    const start = (id: string, input: object) =>
      workflow.start("continuousTraining", {
        taskQueue: CPU_TASK_QUEUE,
        workflowId: id,
        workflowIdConflictPolicy: "USE_EXISTING",
        args: [input],
      });
    const child = workflow.getHandle(workflowId);
    const { runId } = await child.describe();
    const again = await start("training:Ada:newest-again", scheduled);
    expect(await again.result()).toMatchObject(handedOver);
    const byHand = await start(workflowId, { author: "Ada", dataset: "ada-instruct-v1" });
    expect(byHand.firstExecutionRunId).toBe(runId);

    await untilWaiting(child);
    await child.executeUpdate(decideUpdate, { args: [yes] });
    expect(await child.result()).toMatchObject({ version: "ada-v1", stage: "approved" });
    expect(registered).toEqual([runId]);
  });

  it.each([
    [{}, /author/],
    [{ author: "Ada", method: "magic" }, /method/],
    [{ author: "Ada", hyperparameters: { steps: 0 } }, /hyperparameters\.steps/],
    [{ author: "Ada", approval: { timeout: "soon" } }, /approval\.timeout/],
    [{ author: "Ada", quantisation: "Q8_0" }, /quantisation/],
  ])("fails at once on the wrong input %j", async (input, field) => {
    const run = temporal.execute("continuousTraining", [input], {});
    await expect(run).rejects.toMatchObject({ cause: { message: expect.stringMatching(field) } });
  });
});
