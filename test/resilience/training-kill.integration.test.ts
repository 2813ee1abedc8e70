import { execFile } from "node:child_process";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import type { WorkflowHandleWithFirstExecutionRunId } from "@temporalio/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { continuousTrainingResultSchema } from "../../domain/runs/continuous-training.ts";
import { datasetGenerationResultSchema } from "../../domain/runs/dataset-generation.ts";
import { CPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { createFilesystemUploadStore } from "../../stores/filesystem/upload-store.ts";
import { statusQuery } from "../../workflows/messages.ts";
import { guideSamples } from "../loop/support/guide-samples.ts";
import { makeTinyModel } from "../loop/support/tiny-model.ts";
import { openStack, type Stack } from "./support/open-stack.ts";

const AUTHOR = "Ada";
const STEPS = 200;
const SAVE_EVERY = 10;
const POLL_MS = 100;

/** Process ids of trainers, each with that of the process that started it. */
const trainers = async (): Promise<{ pid: number; parent: number }[]> => {
  const { stdout } = await promisify(execFile)("ps", ["-eo", "pid=,ppid=,args="]);
  return stdout
    .split("\n")
    .filter((line) => line.includes("twin_trainer finetune"))
    .map((line) => {
      const [pid, parent] = line.trim().split(/\s+/).map(Number);
      return { pid: pid ?? 0, parent: parent ?? 0 };
    });
};

describe("kill -9 in the middle of fine-tuning", () => {
  let stack: Stack;
  let training: WorkflowHandleWithFirstExecutionRunId;
  beforeAll(async () => {
    stack = await openStack({ TRAINER_DEVICE: "cpu" });
    await Promise.all([stack.start("worker"), stack.start("gpu-worker")]);
    const baseModel = await makeTinyModel(stack.folder);
    const uploads = createFilesystemUploadStore({ folder: join(stack.folder, "uploads") });
    const lines = (await guideSamples()).map((sample) => JSON.stringify(sample)).join("\n");
    const content = (async function* () {
      yield Buffer.from(lines);
    })();
    const { id } = await uploads.save(content, { maxBytes: 1e9, signal: new AbortController().signal });
    const start = (type: string, input: object) =>
      stack.temporal.client.workflow.start(type, {
        taskQueue: CPU_TASK_QUEUE,
        workflowId: `test:${type}`,
        args: [input],
      });
    const imported = await start("datasetGeneration", { author: AUTHOR, upload: id });
    const { dataset } = datasetGenerationResultSchema.parse(await imported.result());
    training = await start("continuousTraining", {
      author: AUTHOR,
      dataset,
      baseModel,
      hyperparameters: {
        steps: STEPS,
        batchSize: 2,
        maxLength: 128,
        saveEvery: SAVE_EVERY,
        evalEvery: SAVE_EVERY,
        learningRate: 0.001,
        earlyStoppingPatience: STEPS,
      },
      evaluation: { samples: 2 },
    });
    // The trainer's environment may have to be installed first.
  }, 600_000);
  afterAll(() => stack?.[Symbol.asyncDispose]());

  /** The step of the newest whole checkpoint, which is one with its marker; 0 before there is one. */
  const lastCheckpoint = async (): Promise<number> => {
    const folder = join(stack.folder, "training", training.firstExecutionRunId, "finetune", "checkpoints");
    const steps = [0];
    for await (const path of glob("checkpoint-*/complete.json", { cwd: folder })) {
      steps.push(Number(/^checkpoint-(\d+)/.exec(path)?.[1] ?? 0));
    }
    return Math.max(...steps);
  };

  /** Waits on the disk, not on heartbeats, which come seconds apart: a small model is quick. */
  const untilCheckpoint = async (least: number): Promise<number> => {
    for (;;) {
      const step = await lastCheckpoint();
      if (step >= least) return step;
      // A run that is over can only have failed: let it say why. While the server is away nobody knows.
      const described = await training.describe().catch(() => undefined);
      if (described && described.status.name !== "RUNNING") await training.result();
      await setTimeout(POLL_MS);
    }
  };

  it("goes on from the last checkpoint each time, and registers one version", {
    timeout: 600_000,
  }, async () => {
    const afterTrainer = await untilCheckpoint(SAVE_EVERY * 2);
    const worker = Number(stack.identityStartOf("gpu-worker").replace(/\D/g, ""));
    const [trainer, ...others] = (await trainers()).filter(({ parent }) => parent === worker);
    if (!trainer) throw new Error("the worker has no trainer");
    expect(others).toEqual([]);
    process.kill(trainer.pid, "SIGKILL");

    const afterWorker = await untilCheckpoint(afterTrainer + SAVE_EVERY * 2);
    const [orphan] = (await trainers()).filter(({ parent }) => parent === worker);
    expect(orphan).toBeDefined();
    await stack.kill("gpu-worker");
    // Nobody is left to stop the trainer, so it stops by itself.
    await expect
      .poll(async () => (await trainers()).some(({ pid }) => pid === orphan?.pid), { timeout: 15_000 })
      .toBe(false);
    await stack.start("gpu-worker");

    const beforeServer = await untilCheckpoint(afterWorker + SAVE_EVERY * 2);
    await stack.kill("temporal");
    await stack.start("temporal");
    await expect
      .poll(() => training.query(statusQuery).catch(() => undefined), { timeout: 60_000 })
      .toBeDefined();
    while (!(await training.query(statusQuery)).waitingFor?.startsWith("a human's decision")) {
      await setTimeout(POLL_MS);
    }
    await training.signal("approve", { approved: false, approver: "Grace", comment: "noise" });
    const result = continuousTrainingResultSchema.parse(await training.result());
    expect(result.stage).toBe("rejected");

    const { items } = await stack.stores.registry.listModels({ author: AUTHOR }, { limit: 10 });
    expect(items).toHaveLength(1);
    const [version] = items;
    // Resumed where it was: not from the beginning, and every step was done.
    expect(version?.metrics["resumedFrom"]).toBeGreaterThanOrEqual(afterWorker);
    expect(version?.metrics["steps"]).toBe(STEPS);
    const steps = version?.lossCurve.map((point) => point.step) ?? [];
    expect(steps).toEqual([...steps].sort((left, right) => left - right));
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps.at(-1)).toBe(STEPS);
    expect(beforeServer).toBeLessThan(STEPS);
  });
});
