import { ApplicationFailure } from "@temporalio/activity";
import { CancelledFailure, WorkflowFailedError } from "@temporalio/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyEtlResult, storedResult } from "../../domain/runs/etl-totals.ts";
import { CPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { statusQuery } from "../../workflows/messages.ts";
import { openTestTemporal, type TestTemporal } from "../support/test-temporal.ts";
import { emptyOutcome, pagedFeatures } from "./scenarios.ts";
import { generating } from "./training-scenarios.ts";

const failureOf = async (run: Promise<unknown>): Promise<string> => {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WorkflowFailedError)) throw new Error(`no workflow failure but ${String(error)}`);
  return `${error.cause?.message}`;
};

describe("workflows", () => {
  let temporal: TestTemporal;
  beforeAll(async () => {
    temporal = await openTestTemporal();
  });
  afterAll(() => temporal.close());

  it("etl joins what its sources came to", async () => {
    const result = await temporal.execute(
      "etl",
      [{ author: "Ada", sources: [{ kind: "guides" }, { kind: "upload", id: "a".repeat(64) }] }],
      {
        collectGuides: async () => storedResult({ platform: "web", category: "articles" }, "new"),
        importUpload: async () => storedResult({ platform: "medium", category: "articles" }, "unchanged"),
      },
    );
    expect(result).toMatchObject({ new: 1, unchanged: 1, failed: 0, byPlatform: { web: 1, medium: 1 } });
  });

  it("etl reports a link that cannot be collected and goes on", async () => {
    const result = await temporal.execute(
      "etl",
      [{ author: "Ada", links: ["https://a.org/good", "https://a.org/bad"], consent: true }],
      {
        collectLink: async ({ link }: { link: string }) => {
          const cause = new Error("socket hang up");
          if (link.endsWith("bad"))
            throw ApplicationFailure.create({ message: "404: no such page", nonRetryable: true, cause });
          return storedResult({ platform: "web", category: "articles" }, "new");
        },
      },
    );
    expect(result).toMatchObject({
      new: 1,
      failed: 1,
      failures: [{ where: "https://a.org/bad", reason: "404: no such page" }],
    });
  });

  it.each([
    ["etl", { sources: [{ kind: "guides" }] }, /author/],
    ["etl", { author: "Ada", autor: "x", sources: [{ kind: "guides" }] }, /autor/],
    ["etl", "text", /input/],
    ["featureEngineering", { categories: ["poems"] }, /categories\.0/],
    ["twin", {}, /author/],
  ])("%s fails at once on a wrong input and names the field", async (type, input, field) => {
    expect(await failureOf(temporal.execute(type, [input], {}))).toMatch(field);
  });

  it("featureEngineering processes every page, reports failures and goes on as new", async () => {
    const pages = 13;
    const batches = new Set<string>();
    const { result, runIds } = await temporal.executeWithRuns("featureEngineering", [{}], {
      ...pagedFeatures(pages),
      buildFeatures: async ({ documentIds }) => {
        for (const id of documentIds) batches.add(id);
        if (documentIds[0] !== "3-b") return { ...emptyOutcome, documents: 1, chunks: 5 };
        return { ...emptyOutcome, failures: [{ where: "3-b", reason: "unreadable" }] };
      },
    });
    expect(batches.size).toBe(pages * 2);
    expect(result).toMatchObject({
      documents: pages * 2 - 1,
      chunks: (pages * 2 - 1) * 5,
      skipped: pages,
      failed: 1,
      failures: [{ where: "3-b", reason: "unreadable" }],
      deleted: 6,
      embeddingModel: "test-model",
      serving: true,
    });
    expect(runIds.length).toBeGreaterThan(1);
  });

  it("twin collects, then builds features of that author only", async () => {
    const scopes: unknown[] = [];
    const input = { author: "Ada", sources: [{ kind: "guides" }], until: "features" };
    const result = await temporal.execute("twin", [input], {
      ...pagedFeatures(1),
      collectGuides: async () => storedResult({ platform: "web", category: "articles" }, "new"),
      resolveScope: async (scope) => {
        scopes.push(scope);
        return { scope: { categories: ["articles"], authorIds: ["x"] }, documents: 3 };
      },
    });
    expect(result).toMatchObject({ etl: { new: 1 }, features: { documents: 2 } });
    expect(scopes).toMatchObject([{ authors: ["Ada"] }]);
  });

  describe("twin, where another run has the id of one of its parts", () => {
    /** Starts a run of another author under the id, which goes on until `release`, then a twin of Ada's. */
    const startBeside = async (workflowId: string) => {
      const gate = Promise.withResolvers<void>();
      const { workflow } = temporal.environment.client;
      const other = await workflow.start("etl", {
        taskQueue: CPU_TASK_QUEUE,
        workflowId,
        args: [{ author: "Edsger", sources: [{ kind: "guides" }] }],
      });
      const input = { author: "Ada", sources: [{ kind: "guides" }], until: "dataset" };
      const collected: string[] = [];
      const handle = await temporal.start("twin", [input], {
        ...pagedFeatures(1),
        ...generating,
        collectGuides: async ({ author }) => {
          if (author === "Edsger") await gate.promise;
          collected.push(author);
          return storedResult({ platform: "web", category: "articles" }, "new");
        },
      });
      const readWait = async () => (await handle.query(statusQuery)).waitingFor;
      await expect
        .poll(readWait, { timeout: 10_000 })
        .toBe(`the run ${workflowId}, which is under way already`);
      return { other, handle, collected, release: gate.resolve };
    };

    it.each(["etl:Ada", "features:Ada", "dataset:Ada:instruct"])(
      "waits for %s and does its own then",
      async (workflowId) => {
        const { other, handle, collected, release } = await startBeside(workflowId);
        release();
        expect(await other.result()).toMatchObject({ new: 1 });
        expect(await handle.result()).toMatchObject({
          etl: { new: 1 },
          features: { documents: 2 },
          dataset: { samples: { train: 10 } },
        });
        expect(collected.toSorted()).toEqual(["Ada", "Edsger"]);
        const { steps, waitingFor } = await handle.query(statusQuery);
        expect(steps.slice(0, 3).map(({ state }) => state)).toEqual(["done", "done", "done"]);
        expect(waitingFor).toBeNull();
      },
    );

    it("ends soon when it is cancelled, and leaves that run alone", async () => {
      const { other, handle, collected, release } = await startBeside("etl:Ada");
      const before = Date.now();
      await handle.cancel();
      await expect(handle.result()).rejects.toMatchObject({ cause: expect.any(CancelledFailure) });
      expect(Date.now() - before).toBeLessThan(3_000);
      release();
      expect(await other.result()).toMatchObject({ new: 1 });
      expect(collected).toEqual(["Edsger"]);
    });
  });

  it("answers the status query while it runs, and shows the same in the details", async () => {
    const gate = Promise.withResolvers<void>();
    const handle = await temporal.start("etl", [{ author: "Ada", sources: [{ kind: "guides" }] }], {
      collectGuides: async () => {
        await gate.promise;
        return emptyEtlResult;
      },
    });
    await expect
      .poll(async () => (await handle.query(statusQuery)).steps)
      .toMatchObject([
        { name: "sources", state: "running", done: 0, total: 1 },
        { name: "links", state: "waiting" },
      ]);
    gate.resolve();
    await handle.result();
    expect((await handle.query(statusQuery)).steps.map((step) => step.state)).toEqual(["done", "done"]);
  });
});
