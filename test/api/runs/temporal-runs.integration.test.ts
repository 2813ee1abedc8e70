import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Runs } from "../../../api/runs/runs.ts";
import { createTemporalRuns } from "../../../api/runs/temporal-runs.ts";
import { ConflictError, InvalidInputError, NotFoundError } from "../../../domain/errors.ts";
import { etlInputSchema } from "../../../domain/runs/etl.ts";
import { emptyEtlResult } from "../../../domain/runs/etl-totals.ts";
import { openTestTemporal, type TestTemporal } from "../../support/test-temporal.ts";

let temporal: TestTemporal;
let runs: Runs;
let release: () => void;

beforeAll(async () => {
  temporal = await openTestTemporal();
  runs = createTemporalRuns({
    connect: async () => temporal.environment.client,
    namespace: "default",
    uiUrl: "http://127.0.0.1:8233/",
  });
  const gate = Promise.withResolvers<void>();
  release = gate.resolve;
  // Its worker serves the runs of all tests: collections wait until they are released.
  await temporal.start("etl", [{ author: "Warm Up" }], {
    collectGuides: async () => {
      await gate.promise;
      return { ...emptyEtlResult, new: 3 };
    },
  });
});

afterAll(() => temporal.close());

const input = (author: string) => etlInputSchema.parse({ author, sources: [{ kind: "guides" }] });
const startEtl = (author: string) =>
  runs.start({ kind: "etl", workflowId: `etl:${author}`, input: input(author) });

test("a second start of the same work joins the first, which is followed to its result", async () => {
  const first = await startEtl("Ada");
  expect(first.joined).toBe(false);
  expect(await startEtl("Ada")).toEqual({ ...first, joined: true });
  const running = await runs.describe("etl:Ada");
  expect(running).toMatchObject({
    kind: "etl",
    state: "running",
    result: null,
    failure: null,
    closedAt: null,
  });
  expect(running.temporalUrl).toBe(
    `http://127.0.0.1:8233/namespaces/default/workflows/etl%3AAda/${first.runId}/history`,
  );
  await vi.waitFor(async () =>
    expect((await runs.describe("etl:Ada")).status?.steps.length).toBeGreaterThan(0),
  );
  await vi.waitFor(async () => expect(await runs.countRunning()).toBeGreaterThan(0), { timeout: 10_000 });
  release();
  const done = await vi.waitUntil(
    async () => {
      const found = await runs.describe("etl:Ada");
      return found.state === "completed" ? found : undefined;
    },
    { timeout: 20_000, interval: 100 },
  );
  expect(done.result).toMatchObject({ new: 3 });
  await vi.waitFor(async () => expect(await runs.lastCompletedAt("etl")).toEqual(expect.any(String)), {
    timeout: 10_000,
  });
});

test("a wrong input fails the run, and the innermost cause is told", async () => {
  await runs.start({ kind: "etl", workflowId: "etl:wrong", input: { author: "" } });
  const failed = await vi.waitUntil(
    async () => {
      const found = await runs.describe("etl:wrong");
      return found.state === "failed" ? found : undefined;
    },
    { timeout: 20_000, interval: 100 },
  );
  expect(failed.failure?.message).toMatch(/author/);
  await expect(runs.cancel("etl:wrong")).rejects.toThrow(ConflictError);
});

test("lists are paged and filtered by state", async () => {
  for (const author of ["Page A", "Page B", "Page C"]) await startEtl(author);
  const list = async (): Promise<string[]> => {
    const ids: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await runs.list({ kind: "etl", limit: 2, ...(after ? { after } : {}) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      ids.push(...page.items.map((run) => run.workflowId));
      after = page.next;
      more = after !== undefined;
    }
    return ids;
  };
  await vi.waitFor(
    async () =>
      expect(await list()).toEqual(expect.arrayContaining(["etl:Page A", "etl:Page B", "etl:Page C"])),
    { timeout: 10_000 },
  );
  await vi.waitFor(
    async () => {
      const { items } = await runs.list({ state: "failed", limit: 10 });
      expect(items.map((run) => run.workflowId)).toContain("etl:wrong");
      expect(items.every((run) => run.state === "failed")).toBe(true);
    },
    { timeout: 10_000 },
  );
});

test("what does not exist is not found; a wrong place in a list is the caller's error", async () => {
  await expect(runs.describe("etl:nobody")).rejects.toThrow(NotFoundError);
  await expect(runs.cancel("etl:nobody")).rejects.toThrow(NotFoundError);
  await expect(runs.list({ limit: 5, after: "bm9uc2Vuc2U" })).rejects.toThrow(InvalidInputError);
});
