import { ApplicationFailure } from "@temporalio/activity";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { storedResult } from "../../domain/runs/etl-totals.ts";
import { statusQuery } from "../../workflows/messages.ts";
import { openTestTemporal, type TestTemporal } from "../support/test-temporal.ts";
import { pagedFeatures } from "./scenarios.ts";
import { deploying, generating, training } from "./training-scenarios.ts";

describe("datasetGeneration and twin", () => {
  let temporal: TestTemporal;
  beforeAll(async () => {
    temporal = await openTestTemporal();
  });
  afterAll(() => temporal.close());

  it("generates document by document, reports one that fails, and assembles the others", async () => {
    const assembledFrom: string[] = [];
    const result = await temporal.execute("datasetGeneration", [{ authors: ["Ada"] }], {
      ...generating,
      generateSamples: async (input) => {
        if (input.documentId === "d2") throw ApplicationFailure.nonRetryable("no text", "invalid-input");
        return generating.generateSamples(input);
      },
      assembleDataset: async (input) => {
        assembledFrom.push(...input.documents.map(({ documentId }) => documentId));
        return generating.assembleDataset(input);
      },
    });
    expect(assembledFrom).toEqual(["d1", "d3"]);
    expect(result).toMatchObject({
      dataset: "ada-instruct-v1",
      reused: 1,
      failures: [{ where: "d2", reason: "no text" }],
      training: null,
    });
  });

  it("reads no more documents than asked for", async () => {
    const asked: number[] = [];
    const result = await temporal.execute("datasetGeneration", [{ authors: ["Ada"], maxDocuments: 1 }], {
      ...generating,
      listDocuments: async ({ limit }) => {
        asked.push(limit);
        return { documentIds: ["d1"], total: 3, next: "d1" };
      },
    });
    expect(asked).toEqual([1]);
    expect(result).toMatchObject({ dataset: "ada-instruct-v1" });
  });

  it("imports a file and starts the training that was asked for, once", async () => {
    const upload = "a".repeat(64);
    const run = () =>
      temporal.execute("datasetGeneration", [{ author: "Ada", upload, train: true }], {
        ...generating,
        ...training(),
        resolveTraining: async (input) => {
          expect(input).toMatchObject({ dataset: "ada-instruct-v1", onlyNewDataset: true });
          return { ...(await training().resolveTraining(input)), train: false };
        },
      });
    expect(await run()).toMatchObject({
      training: "training:Ada:ada-instruct-v1",
      failures: [{ where: "line 4", reason: "no answer" }],
    });
    const handle = temporal.environment.client.workflow.getHandle("training:Ada:ada-instruct-v1");
    expect(await handle.result()).toMatchObject({ version: null });
  });

  it("twin goes from sources to a deployed model with one yes", async () => {
    const handle = await temporal.start(
      "twin",
      [
        {
          author: "Ada",
          sources: [{ kind: "guides" }],
          training: { deploy: { canary: { seconds: 0 } }, approval: { timeout: "10m" } },
        },
      ],
      {
        ...pagedFeatures(1),
        ...generating,
        ...training(),
        ...deploying,
        collectGuides: async () => storedResult({ platform: "web", category: "articles" }, "new"),
        requestDecision: async (approval) => {
          await temporal.environment.client.workflow
            .getHandle(approval.workflowId)
            .signal("approve", { approved: true, approver: "Grace" });
          return approval;
        },
      },
    );
    expect(await handle.result()).toMatchObject({
      etl: { new: 1 },
      features: { documents: 2 },
      dataset: { dataset: "ada-instruct-v1" },
      training: { version: "ada-v1", stage: "production", deployment: { outcome: "promoted" } },
    });
    const { steps } = await handle.query(statusQuery);
    expect(steps.slice(-2)).toMatchObject([
      { name: "train", state: "done", done: 1 },
      { name: "deploy", state: "done", done: 1 },
    ]);
  });

  it("twin leaves the training to a run that trains on its dataset already", async () => {
    const workflowId = "training:Ada:ada-instruct-v1";
    const { workflow } = temporal.environment.client;
    const other = await workflow.start("continuousTraining", {
      taskQueue: "nobody",
      workflowId,
      args: [{ author: "Ada", dataset: "ada-instruct-v1" }],
    });
    const input = { author: "Ada", sources: [{ kind: "guides" }] };
    const result = await temporal.execute("twin", [input], {
      ...pagedFeatures(1),
      ...generating,
      collectGuides: async () => storedResult({ platform: "web", category: "articles" }, "new"),
    });
    expect(result).toMatchObject({ training: { version: null, training: workflowId, deployment: null } });
    expect((await other.describe()).status.name).toBe("RUNNING");
    await other.terminate("enough was seen");
  });

  it.each([
    ["datasetGeneration", {}, /author/],
    ["datasetGeneration", { authors: ["Ada", "Bob"] }, /author/],
    ["datasetGeneration", { author: "Ada", kind: "preference" }, /kind/],
    ["datasetGeneration", { author: "Ada", upload: "no hash" }, /upload/],
    ["twin", { author: "*", sources: [{ kind: "upload", id: "a".repeat(64) }] }, /until/],
    ["twin", { author: "Ada", sources: [{ kind: "guides" }], training: { method: "x" } }, /training\.method/],
  ])("%s fails at once on the wrong input %j", async (type, input, field) => {
    const run = temporal.execute(type, [input], {});
    await expect(run).rejects.toMatchObject({ cause: { message: expect.stringMatching(field) } });
  });
});
