import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BaseModels } from "../../../activities/training/base-models.ts";
import type { FinetuneInput, TrainingActivities } from "../../../activities/training/contract.ts";
import { createTrainingActivities } from "../../../activities/training/create-training-activities.ts";
import type { TrainingDependencies } from "../../../activities/training/dependencies.ts";
import { readSmokeTests } from "../../../configs/smoke-tests.ts";
import { readTrainingConfig } from "../../../configs/training.ts";
import { InvalidInputError, UnavailableError } from "../../../domain/errors.ts";
import type { Artefact } from "../../../domain/registry/artefact.ts";
import type { TrainingProgress } from "../../../domain/training/progress.ts";
import type { Trainer } from "../../../domain/training/trainer.ts";
import { readGoldenTokens } from "../../../models/smoke-test.ts";
import { createFilesystemArtefactStore } from "../../../stores/filesystem/artefact-store.ts";
import { type FakePlan, fakeTrainer } from "../../support/fake-trainer.ts";
import { strictFake } from "../../support/strict-fake.ts";

const never = new AbortController().signal;
const { prompts } = await readSmokeTests();
const config = await readTrainingConfig();

let folder = "";
let dataset: Artefact;
let beats: TrainingProgress[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "training-activities-"));
  beats = [];
  dataset = await store({ "data/train.jsonl": "{}\n", "data/test.jsonl": "{}\n" });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const artefacts = () => createFilesystemArtefactStore({ folder: join(folder, "artefacts") });

const store = async (files: Record<string, string>, kind = "dataset"): Promise<Artefact> => {
  const source = await mkdtemp(join(folder, "source-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(source, path, ".."), { recursive: true });
    await writeFile(join(source, path), text);
  }
  return artefacts().put(source, { kind, signal: never });
};

/** Knows one model; a second choice would find other weights. */
const baseModels = (): BaseModels => {
  let chosen = 0;
  return {
    choose: async (name) => {
      chosen += 1;
      return { name, weights: chosen === 1 ? "gguf" : "unquantized", location: `/models/${chosen}` };
    },
    find: async (model) => ({ ...model, location: `/models/${model.weights}` }),
  };
};

const activities = (trainer: Trainer, signal = never, change: Partial<TrainingDependencies> = {}) =>
  createTrainingActivities({
    trainer,
    artefacts: artefacts(),
    baseModels: baseModels(),
    config,
    smokeTests: { prompts },
    device: "cpu",
    llamaLibrary: "/lib/libllama.so",
    worker: "gpu-1@test",
    workFolder: join(folder, "training"),
    evaluate: strictFake<Pick<TrainingActivities, "evaluate">>("activities", {}).evaluate,
    now: () => 0,
    context: () => ({
      signal,
      lastHeartbeat: undefined,
      heartbeat: (progress) => {
        // What is heartbeat is what `reportProgress` makes.
        beats.push(progress as TrainingProgress);
      },
    }),
    ...change,
  });

const input = (change: Partial<FinetuneInput> = {}): FinetuneInput => ({
  runKey: "run-1",
  dataset,
  baseModel: "tiny",
  method: "lora",
  hyperparameters: { steps: 3 },
  ...change,
});

/** A trainer that notes the configurations it is called with. */
const recording = (plan: FakePlan = {}) => {
  const calls: { command: string; config: Readonly<Record<string, unknown>> }[] = [];
  const trainer = fakeTrainer(plan);
  const run: Trainer["run"] = (call, schema) => {
    calls.push({ command: call.command, config: call.config });
    return trainer.run(call, schema);
  };
  return { calls, trainer: { run } };
};

describe("finetune", () => {
  it("heartbeats each step with loss and time left", async () => {
    await activities(fakeTrainer()).finetune(input());
    expect(beats.filter(({ done }) => done > 0)).toEqual([
      { stage: "fine-tuning", done: 1, total: 3, unit: "steps", loss: 1.9, etaSeconds: 2 },
      { stage: "fine-tuning", done: 2, total: 3, unit: "steps", loss: 1.8, etaSeconds: 1 },
      { stage: "fine-tuning", done: 3, total: 3, unit: "steps", loss: 1.7, etaSeconds: 0 },
    ]);
  });

  it("gives the trainer what the run sets, with the configuration's defaults", async () => {
    const { calls, trainer } = recording();
    const result = await activities(trainer).finetune(
      input({ hyperparameters: { steps: 3, loraRank: 4, evalEvery: 7 } }),
    );
    expect(calls).toHaveLength(1);
    expect(calls[0]?.config).toMatchObject({
      method: "lora",
      base_model: "/models/1",
      max_steps: 3,
      lora: { r: 4, alpha: config.hyperparameters.loraAlpha },
      learning_rate: config.hyperparameters.learningRate,
      eval_every: 7,
      save_every: 7,
      device: "cpu",
      report_to: config.reportTo,
    });
    expect(calls[0]?.config).not.toMatchObject({ epochs: expect.anything() });
    expect(result.hyperparameters).toMatchObject({ steps: 3, loraRank: 4, baseWeights: "gguf" });
    expect(result.hyperparameters).not.toHaveProperty("epochs");
  });

  it("keeps the adapter, the figures and the curve", async () => {
    const { adapter, metrics, lossCurve } = await activities(fakeTrainer()).finetune(input());
    expect(adapter).toMatchObject({ kind: "adapter" });
    const stored = await artefacts().fetch(adapter, never);
    expect(JSON.parse(await readFile(join(stored, "base-model.json"), "utf8"))).toEqual({
      name: "tiny",
      weights: "gguf",
    });
    expect(metrics).toMatchObject({ steps: 3, evalLoss: 1.7, baseEvalLoss: 2, tokensPerSecond: 50 });
    expect(metrics).not.toHaveProperty("resumedFrom");
    expect(lossCurve).toEqual([
      { step: 1, loss: 1.9, evalLoss: null },
      { step: 3, loss: 1.8, evalLoss: 1.7 },
    ]);
  });

  it("measures no held-out loss where the dataset holds nothing out", async () => {
    const { calls, trainer } = recording();
    const all = await store({ "data/train.jsonl": "{}\n", "data/test.jsonl": "" });
    const { metrics } = await activities(trainer).finetune(input({ dataset: all }));
    expect(calls[0]?.config).not.toHaveProperty("eval_file");
    expect(calls[0]?.config).not.toHaveProperty("early_stopping_patience");
    expect(metrics).not.toHaveProperty("evalLoss");
  });

  it("goes on from the checkpoint, with the same weights, after the trainer was killed", async () => {
    const { calls, trainer } = recording({ killAtStep: 2 });
    const models = activities(trainer);
    await expect(models.finetune(input())).rejects.toThrow(UnavailableError);
    // Another worker process knows nothing of the first attempt but what is in the folder.
    const { metrics } = await activities(trainer).finetune(input());
    expect(metrics).toMatchObject({ resumedFrom: 2, steps: 3 });
    expect(calls.map((call) => call.config["base_model"])).toEqual(["/models/1", "/models/gguf"]);
  });

  it("trains nothing again that was finished", async () => {
    const { calls, trainer } = recording();
    const first = await activities(trainer).finetune(input());
    expect(await activities(trainer).finetune(input())).toEqual(first);
    expect(calls).toHaveLength(1);
  });

  it("refuses what the trainer refuses, with the field", async () => {
    const trainer = fakeTrainer({
      error: { kind: "config", field: "base_model", message: "there is no /x" },
    });
    const run = activities(trainer).finetune(input());
    await expect(run).rejects.toThrow(InvalidInputError);
    await expect(run).rejects.toThrow("base_model: there is no /x");
  });

  it.each([
    [{ method: "magic" }, /method: there is no "magic"; there is lora/],
    [{ runKey: "../elsewhere" }, /runKey: "..\/elsewhere"/],
  ])("refuses %j", async (change, reason) => {
    await expect(activities(fakeTrainer()).finetune(input(change))).rejects.toThrow(reason);
  });

  it("stops the trainer when it is cancelled, and forgets no checkpoint", async () => {
    const stop = new AbortController();
    const run = activities(fakeTrainer({ stepMs: 50 }), stop.signal).finetune(
      input({ hyperparameters: { steps: 10_000 } }),
    );
    while (!beats.some(({ done }) => done > 0)) await new Promise((resolve) => setImmediate(resolve));
    stop.abort(new Error("cancelled"));
    await expect(run).rejects.toThrow("cancelled");
    const checkpoint = join(folder, "training", "run-1", "finetune", "checkpoint");
    expect(Number(await readFile(checkpoint, "utf8"))).toBeGreaterThan(0);
  });
});

describe("mergeAdapter", () => {
  it("merges into the very weights that were trained on, wherever they were trained", async () => {
    const { calls, trainer } = recording();
    const { adapter } = await activities(trainer).finetune(input());
    await rm(join(folder, "training"), { recursive: true });
    const { merged } = await activities(trainer).mergeAdapter({
      runKey: "run-1",
      baseModel: "tiny",
      adapter,
    });
    expect(merged).toMatchObject({ kind: "merged", files: [{ path: "model.safetensors" }] });
    expect(calls.at(-1)).toMatchObject({ command: "merge", config: { base_model: "/models/gguf" } });
  });

  it("refuses another model", async () => {
    const { adapter } = await activities(fakeTrainer()).finetune(input());
    const run = activities(fakeTrainer()).mergeAdapter({ runKey: "run-1", baseModel: "other", adapter });
    await expect(run).rejects.toThrow(/trained on tiny, not on other/);
  });
});

describe("quantize", () => {
  it("makes an artefact with the model and the golden tokens of the smoke tests", async () => {
    const { calls, trainer } = recording();
    const merged = await store({ "model.safetensors": "merged" }, "merged");
    const made = await activities(trainer).quantize({
      runKey: "run-1",
      merged,
      dataset,
      quantization: "Q4_K_M",
    });
    expect(made.serving).toMatchObject({ kind: "gguf" });
    const stored = await artefacts().fetch(made.serving, never);
    expect(await readFile(join(stored, "model.gguf"), "utf8")).toBe("gguf Q4_K_M");
    const golden = await readGoldenTokens(stored);
    expect(golden.map(({ messages }) => messages)).toEqual(prompts.map(({ messages }) => messages));
    expect(golden[0]?.tokens).toEqual(prompts[0]?.messages.map(({ content }) => content.length));
    expect(calls[0]?.config).toMatchObject({
      llama_library: "/lib/libllama.so",
      device: "cpu",
      calibration_file: expect.stringMatching(/data\/train\.jsonl$/),
    });
    expect(
      await activities(trainer).quantize({ runKey: "run-1", merged, dataset, quantization: "Q4_K_M" }),
    ).toEqual(made);
    expect(calls.map(({ command }) => command)).toEqual(["export", "tokens"]);
  });

  it("refuses a type that nothing makes", async () => {
    const merged = await store({ "model.safetensors": "merged" }, "merged");
    const run = activities(fakeTrainer()).quantize({
      runKey: "run-1",
      merged,
      dataset,
      quantization: "Q9_9",
    });
    await expect(run).rejects.toThrow(/there is no "Q9_9"; there is F32/);
  });
});

describe("prepareTrainer", () => {
  it("says who works here, and on what", async () => {
    expect(await activities(fakeTrainer()).prepareTrainer()).toEqual({
      worker: "gpu-1@test",
      description: "cpu, 2 cores, 8 GiB",
    });
  });

  it("refuses to train on a GPU that is not there", async () => {
    const run = activities(fakeTrainer(), never, { device: "cuda" }).prepareTrainer();
    await expect(run).rejects.toThrow(/TRAINER_DEVICE is cuda/);
  });
});
