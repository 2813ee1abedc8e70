import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Baseline, TrainingActivities } from "../../../../activities/training/contract.ts";
import { createEvaluateActivity } from "../../../../activities/training/evaluate/create-evaluate-activity.ts";
import { ChecksumError, InvalidInputError } from "../../../../domain/errors.ts";
import { evaluationReportSchema, reportSummarySchema } from "../../../../domain/evaluation/report.ts";
import { artefact } from "../../../support/registry-records.ts";
import {
  candidateArtefact,
  createDependencies,
  createReaders,
  createServing,
  datasetArtefact,
  temporaryFolder,
} from "./fakes.ts";

const base: Baseline = { kind: "base", id: "base-model" };

const input = (change: Partial<Parameters<TrainingActivities["evaluate"]>[0]> = {}) => ({
  runKey: "run-1",
  author: "Ada",
  datasetId: "ada-instruct-v1",
  dataset: datasetArtefact,
  candidate: { artefact: candidateArtefact, quantization: "Q8_0" },
  baseline: base,
  samples: 4,
  seed: 42,
  lossCurve: [{ step: 1, loss: 2, evalLoss: 1.9 }],
  hyperparameters: { steps: 1 },
  ...change,
});

const readReport = async (folder: string) => {
  const json = await readFile(join(folder, "training/run-1/evaluation/report/report.json"), "utf8");
  return { json, report: evaluationReportSchema.parse(JSON.parse(json)) };
};

describe("evaluate", () => {
  it("compares both models on the same samples, and stores what a decision is bound to", async () => {
    await using folder = await temporaryFolder();
    const { dependencies, artefacts, heartbeats } = await createDependencies(folder.path);
    const { report: stored, summary } = await createEvaluateActivity(dependencies)(input());

    const { json, report } = await readReport(folder.path);
    expect(stored.kind).toBe("report");
    expect(artefacts.stored).toEqual([join(folder.path, "training/run-1/evaluation/report")]);
    expect(summary.sha256).toBe(createHash("sha256").update(json).digest("hex"));
    expect(reportSummarySchema.parse(summary)).toEqual(summary);
    expect(report).toMatchObject({
      author: "Ada",
      candidate: { artefactId: candidateArtefact.id, quantization: "Q8_0", bytes: 1_000 },
      baseline: { kind: "base", id: "base-model" },
      backend: "fake-engine",
      samples: 4,
      lossCurve: [{ step: 1, loss: 2, evalLoss: 1.9 }],
      hyperparameters: { steps: 1 },
    });
    const means = Object.fromEntries(report.metrics.map(({ name, candidate }) => [name, candidate.mean]));
    expect(means).toMatchObject({ loss: 1.511, embeddingSimilarity: expect.closeTo(0.6), groundedness: 1 });
    expect(means).toMatchObject({ latency: 0.25, memory: 1_000, rougeL: 0 });
    expect(report.metrics.find(({ name }) => name === "loss")?.difference?.mean).toBeCloseTo(-0.5, 10);
    expect(report.gates.filter(({ passed }) => !passed)).toEqual([]);
    expect(report.answers.map(({ candidate, baseline }) => [candidate.answer, baseline?.answer])).toEqual(
      Array(4).fill(["candidate answers.", "base-model answers."]),
    );
    expect(heartbeats.at(0)).toEqual({ stage: "evaluating", done: 0, total: 8, unit: "answers" });
    expect(heartbeats.at(-1)).toEqual({ stage: "evaluating", done: 8, total: 8, unit: "answers" });
    expect(await readFile(join(folder.path, "training/run-1/evaluation/report/report.md"), "utf8")).toContain(
      summary.sha256,
    );
  });

  it("asks both greedily with the same seed, and never has both in memory", async () => {
    await using folder = await temporaryFolder();
    const backend = createServing();
    const { dependencies } = await createDependencies(folder.path, { backend, samples: 2 });
    await createEvaluateActivity(dependencies)(input());
    expect(backend.log).toEqual([
      "open candidate",
      "candidate Hello",
      "candidate question 0",
      "candidate grounded",
      "candidate question 1",
      "candidate grounded",
      "close candidate",
      "open base-model",
      "base-model Hello",
      "base-model question 0",
      "base-model grounded",
      "base-model question 1",
      "base-model grounded",
      "close base-model",
    ]);
    const asked = backend.requests.filter(({ maxTokens }) => maxTokens > 1);
    expect(asked.every(({ temperature, seed }) => temperature === 0 && seed === 42)).toBe(true);
  });

  it("goes on after the last measured sample when its worker was killed", async () => {
    await using folder = await temporaryFolder();
    let left = 6;
    const dying = createServing({
      onRequest: () => {
        left -= 1;
        if (left === 0) throw new Error("killed");
      },
    });
    const first = await createDependencies(folder.path, { backend: dying });
    await expect(createEvaluateActivity(first.dependencies)(input())).rejects.toThrow("killed");
    expect(dying.log.at(-1)).toBe("close candidate");

    const backend = createServing();
    const second = await createDependencies(folder.path, { backend });
    const { summary } = await createEvaluateActivity(second.dependencies)(input());
    expect(backend.log.filter((line) => line.startsWith("candidate question"))).toEqual([
      "candidate question 2",
      "candidate question 3",
    ]);
    expect(second.heartbeats).toHaveLength(9);

    // Once more: nothing is left to measure, no model is opened, and the report is the same.
    const idle = createServing();
    const third = await createDependencies(folder.path, { backend: idle });
    expect((await createEvaluateActivity(third.dependencies)(input())).summary).toEqual(summary);
    expect(idle.log).toEqual([]);
  });

  it("measures again what is asked under other conditions", async () => {
    await using folder = await temporaryFolder();
    const { dependencies } = await createDependencies(folder.path);
    await createEvaluateActivity(dependencies)(input());
    const backend = createServing();
    await createEvaluateActivity({ ...dependencies, backend })(input({ seed: 43 }));
    expect(backend.log.filter((line) => line.includes("question"))).toHaveLength(8);
  });

  it("stops at a cancellation, and frees the model", async () => {
    await using folder = await temporaryFolder();
    const controller = new AbortController();
    const reason = new Error("cancelled");
    const backend = createServing({
      onRequest: ({ messages }) => {
        if (messages.at(-1)?.content === "question 1") controller.abort(reason);
      },
    });
    const { dependencies } = await createDependencies(folder.path, {
      backend,
      context: () => ({ signal: controller.signal, heartbeat: () => {}, lastHeartbeat: undefined }),
    });
    await expect(createEvaluateActivity(dependencies)(input())).rejects.toBe(reason);
    expect(backend.log.at(-1)).toBe("close candidate");
    expect(backend.log).not.toContain("open base-model");
  });

  it("compares with nothing when the base model cannot be served, and fails the gates that need it", async () => {
    await using folder = await temporaryFolder();
    const backend = createServing({
      open: ({ kind }) => {
        if (kind === "base") throw new InvalidInputError("base-model is a folder of safetensors");
      },
    });
    const { dependencies } = await createDependencies(folder.path, { backend });
    const { summary } = await createEvaluateActivity(dependencies)(input());
    expect(
      summary.metrics.every(({ baseline, difference }) => baseline === null && difference === null),
    ).toBe(true);
    expect(summary.gates.map(({ passed }) => passed)).toEqual([false, false, false, false, false]);
    expect(summary.gates[0]?.reason).toContain("base-model is a folder of safetensors");
    expect(summary.answers[0]?.baseline).toBeNull();
  });

  it("does not go on without the model in production", async () => {
    await using folder = await temporaryFolder();
    const broken = new ChecksumError("model.gguf is not what was stored");
    const backend = createServing({
      open: ({ name }) => {
        if (name === "ada-v1") throw broken;
      },
    });
    const { dependencies, artefacts } = await createDependencies(folder.path, { backend });
    const baseline = { kind: "production", id: "ada-v1", artefact: artefact() } as const;
    await expect(createEvaluateActivity(dependencies)(input({ baseline }))).rejects.toBe(broken);
    expect(artefacts.stored).toEqual([]);
  });

  it("says what could not be measured of an author who has published nothing", async () => {
    await using folder = await temporaryFolder();
    const { dependencies } = await createDependencies(folder.path, {
      openReaders: async () => createReaders([], []),
    });
    const { summary } = await createEvaluateActivity(dependencies)(input());
    expect(summary.metrics.map(({ name }) => name)).not.toContain("style");
    const failed = summary.gates.filter(({ passed }) => !passed);
    expect(failed.map(({ name }) => name)).toEqual(["groundedness", "style"]);
    expect(failed[0]?.reason).toContain("no passage by Ada was found");
    expect(failed[1]?.reason).toContain("fewer than 1000 words by Ada");
  });

  it("leaves a sample out that is too long for a model", async () => {
    await using folder = await temporaryFolder();
    const backend = createServing({
      onRequest: ({ messages }) => {
        if (messages.at(-1)?.content === "question 1") throw new InvalidInputError("too long");
      },
    });
    const { dependencies } = await createDependencies(folder.path, { backend });
    await createEvaluateActivity(dependencies)(input());
    const { report } = await readReport(folder.path);
    expect(report.answers[1]?.candidate.scores).not.toHaveProperty("rougeL");
    expect(report.answers[1]?.candidate.scores).toHaveProperty("loss");
    expect(report.answers[2]?.candidate.scores).toHaveProperty("rougeL");
  });
});
