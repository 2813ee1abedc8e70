import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { approvalsResponseSchema } from "../../api/contract/approvals.ts";
import { datasetsResponseSchema, samplesResponseSchema } from "../../api/contract/datasets.ts";
import { modelsResponseSchema } from "../../api/contract/models.ts";
import { startRunResponseSchema } from "../../api/contract/runs.ts";
import { servingResponseSchema } from "../../api/contract/serving.ts";
import { createGatewayClient, type GatewayClient } from "../../cli/gateway/gateway-client.ts";
import { evaluationReportSchema } from "../../domain/evaluation/report.ts";
import { continuousTrainingResultSchema } from "../../domain/runs/continuous-training.ts";
import { datasetGenerationResultSchema } from "../../domain/runs/dataset-generation.ts";
import { openStack, type Stack } from "../resilience/support/open-stack.ts";
import { temporalProgram } from "../support/temporal-program.ts";
import { guideSamples } from "./support/guide-samples.ts";

const AUTHOR = "LLM Twin Guides";
const BASE_MODEL = "SmolLM2-135M-Instruct";
const POLL_MS = 500;

const uploadSchema = z.object({ id: z.string() });
const answerSchema = z.object({ model: z.string(), answer: z.string().min(1) });
const approvalsSchema = z.object({
  items: z.array(z.object({ workflowId: z.string(), versionId: z.string() })),
});
const modelSchema = z.object({ id: z.string(), stage: z.string() });

const never = new AbortController().signal;

/**
 * The whole loop with every real part: Temporal, both workers, the trainer, the gateway with the model in its process.
 * The tests are steps of one story and run in this order.
 */
describe("from a file of samples to a model that answers", () => {
  let stack: Stack;
  let gateway: GatewayClient;
  let dataset = "";
  let training = { workflowId: "", runId: "" };
  let version = "";

  beforeAll(async () => {
    stack = await openStack({ GENERATION_BACKEND: "local", TRAINER_DEVICE: "cpu" });
    gateway = createGatewayClient({ baseUrl: stack.url });
    await Promise.all((["worker", "gpu-worker", "gateway"] as const).map((part) => stack.start(part)));
  });
  afterAll(() => stack?.[Symbol.asyncDispose]());

  const run = async (kind: string, input: object) =>
    gateway.post("/runs", { kind, input }, startRunResponseSchema, never);

  const resultOf = async (workflowId: string, runId: string): Promise<unknown> =>
    stack.temporal.client.workflow.getHandle(workflowId, runId).result();

  /** Without passages: what the model says itself is the answer, and no quote takes its place. */
  const ask = (prompt: string) =>
    gateway.post(
      "/generate",
      { prompt, retrieval: false, generation: { maxTokens: 24 } },
      answerSchema,
      never,
    );

  it("answers from the base model at first", async () => {
    const { workflowId, runId } = await run("twin", {
      author: AUTHOR,
      sources: [{ kind: "guides" }],
      until: "features",
    });
    await resultOf(workflowId, runId);
    expect((await ask("Which links are collected, and when?")).model).toBe(BASE_MODEL);
  });

  it("imports samples as a dataset version", async () => {
    const lines = (await guideSamples()).map((sample) => JSON.stringify(sample)).join("\n");
    const upload = await gateway.upload("/imports", new Blob([lines]).stream(), uploadSchema, never);
    const { workflowId, runId } = await run("datasetGeneration", { author: AUTHOR, upload: upload.id });
    const result = datasetGenerationResultSchema.parse(await resultOf(workflowId, runId));
    expect(result.created).toBe(true);
    expect(result.samples.train).toBeGreaterThan(20);
    expect(result.samples.test).toBeGreaterThan(1);
    dataset = result.dataset;
  });

  it("fine-tunes, merges, quantizes, evaluates, and asks for a decision", { timeout: 900_000 }, async () => {
    training = await run("continuousTraining", {
      author: AUTHOR,
      dataset,
      hyperparameters: { steps: 4, batchSize: 2, maxLength: 192, saveEvery: 4, evalEvery: 4 },
      evaluation: { samples: 2 },
      deploy: { canary: { seconds: 0 } },
    });
    expect(training.workflowId).toBe(`training:${AUTHOR}:${dataset}`);
    // A second start of the same work joins it.
    expect(await run("continuousTraining", { author: AUTHOR, dataset })).toEqual({
      ...training,
      joined: true,
    });
    const running = resultOf(training.workflowId, training.runId);
    running.catch(() => {});
    for (;;) {
      const { items } = await gateway.get("/approvals?state=pending", approvalsSchema, never);
      const [pending] = items;
      if (pending) {
        expect(pending.workflowId).toBe(training.workflowId);
        version = pending.versionId;
        break;
      }
      // A run that ends here has failed: let it say why.
      await Promise.race([
        setTimeout(POLL_MS),
        running.then(() => Promise.reject(new Error("the run is over"))),
      ]);
    }
    const report = await gateway.get(
      `/runs/${encodeURIComponent(training.workflowId)}/report`,
      evaluationReportSchema,
      never,
    );
    expect(report).toMatchObject({
      baseline: { kind: "base", id: BASE_MODEL },
      samples: 2,
      datasetId: dataset,
    });
    expect(report.metrics.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "loss",
        "rougeL",
        "embeddingSimilarity",
        "style",
        "groundedness",
        "latency",
        "memory",
      ]),
    );
    expect((await ask("Which links are collected, and when?")).model).toBe(BASE_MODEL);
  });

  it("deploys what a person approves by `temporal workflow signal`, and answers from it", {
    timeout: 300_000,
  }, async () => {
    const decision = { approved: true, approver: "Grace", comment: "a short test", override: true };
    await promisify(execFile)(await temporalProgram(), [
      ...["workflow", "signal", "--workflow-id", training.workflowId, "--name", "approve"],
      ...["--input", JSON.stringify(decision), "--address", stack.temporalAddress],
    ]);
    const result = continuousTrainingResultSchema.parse(await resultOf(training.workflowId, training.runId));
    expect(result).toMatchObject({
      version,
      stage: "production",
      decision: { outcome: "approved", approver: "Grace" },
      deployment: { outcome: "promoted", serves: version, replaced: null },
    });
    expect((await ask("Which links are collected, and when?")).model).toBe(version);
    expect(await gateway.get(`/models/${version}`, modelSchema, never)).toMatchObject({
      stage: "production",
    });
  });

  it("keeps the decision, and shows what was made of what", async () => {
    const path = `/runs/${encodeURIComponent(training.workflowId)}/decision`;
    const late = gateway.post(path, { approved: false, approver: "Edsger" }, z.unknown(), never);
    await expect(late).rejects.toThrow(/approved by Grace/);
    const decided = await gateway.get("/approvals?state=decided", approvalsResponseSchema, never);
    expect(decided.items).toMatchObject([
      { versionId: version, decision: { outcome: "approved", approver: "Grace", comment: "a short test" } },
    ]);
    const serving = await gateway.get("/serving", servingResponseSchema, never);
    expect(serving.targets.find(({ target }) => target === "local")).toMatchObject({ stable: version });
    const models = await gateway.get(
      `/models?author=${encodeURIComponent(AUTHOR)}`,
      modelsResponseSchema,
      never,
    );
    expect(models.items).toMatchObject([{ id: version, stage: "production" }]);
    const datasets = await gateway.get("/datasets", datasetsResponseSchema, never);
    expect(datasets.items.map(({ id }) => id)).toEqual([dataset]);
    const samples = await gateway.get(
      `/datasets/${dataset}/samples?split=test&limit=1`,
      samplesResponseSchema,
      never,
    );
    expect(samples.items).toHaveLength(1);
  });

  it("goes back to the base model, and again to the version, in one call each", {
    timeout: 120_000,
  }, async () => {
    const rolledBack = await gateway.post("/models/rollback", {}, startRunResponseSchema, never);
    await resultOf(rolledBack.workflowId, rolledBack.runId);
    expect((await ask("Which links are collected, and when?")).model).toBe(BASE_MODEL);
    const again = await gateway.post(
      `/models/${version}/deploy`,
      { canary: { seconds: 0 } },
      startRunResponseSchema,
      never,
    );
    await resultOf(again.workflowId, again.runId);
    expect((await ask("Which links are collected, and when?")).model).toBe(version);
  });
});
