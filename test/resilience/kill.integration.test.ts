import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { runDetailSchema, startRunResponseSchema } from "../../api/contract/runs.ts";
import { createGatewayClient } from "../../cli/gateway/gateway-client.ts";
import { featureEngineeringResultSchema } from "../../domain/runs/feature-engineering.ts";
import { insertAll, someDocuments } from "./support/corpus.ts";
import {
  featuresResult,
  queryStatus,
  retriedActivities,
  runFeatures,
  startFeatures,
  untilMiddle,
} from "./support/features-run.ts";
import { killAtWork } from "./support/kill-at-work.ts";
import { openStack, type Part, type Stack } from "./support/open-stack.ts";
import { type Features, largestDifference, readFeatures } from "./support/read-features.ts";

const documents = someDocuments(60, { paragraphs: 2 });
const everythingDone = { documents: documents.length, skipped: 0, failed: 0, deleted: 0, serving: true };

const openWithCorpus = async (parts: readonly Part[]): Promise<Stack> => {
  await using opening = new AsyncDisposableStack();
  // So many threads as on two processors, so that on more of them the run has a middle too.
  const opened = opening.use(await openStack({ EMBEDDING_THREADS: "2" }));
  await insertAll(opened.stores.warehouse, documents);
  await Promise.all(parts.map((part) => opened.start(part)));
  opening.move();
  return opened;
};

let undisturbed: Features;
let stack: Stack | undefined;

beforeAll(async () => {
  await using reference = await openWithCorpus(["worker"]);
  expect(await runFeatures(reference)).toMatchObject(everythingDone);
  undisturbed = await readFeatures(reference.stores.vectors);
  expect(undisturbed.documents).toHaveLength(documents.length);
  expect(undisturbed.versions.size).toBe(documents.length);
  expect(undisturbed.chunks.length).toBeGreaterThan(documents.length);
  expect(undisturbed.aliases.size).toBe(6);
});

afterEach(async () => {
  await stack?.[Symbol.asyncDispose]();
  stack = undefined;
});

/** The stores hold what a run without a fault leaves. */
const expectSameFeatures = async ({ stores }: Stack): Promise<void> => {
  const { vectors, ...rest } = await readFeatures(stores.vectors);
  const { vectors: undisturbedVectors, ...undisturbedRest } = undisturbed;
  expect(rest).toEqual(undisturbedRest);
  expect(largestDifference(vectors, undisturbedVectors)).toBeLessThan(1e-5);
};

describe("kill -9 in the middle of featureEngineering", () => {
  it("of the CPU worker costs no data", async () => {
    stack = await openWithCorpus(["worker"]);
    const handle = await startFeatures(stack);
    await untilMiddle(() => queryStatus(handle));
    await killAtWork(stack, "worker", handle);
    await stack.start("worker");
    expect(await featuresResult(handle)).toMatchObject(everythingDone);
    // The batches that it had in hand.
    expect(await retriedActivities(handle)).not.toEqual([]);
    await expectSameFeatures(stack);
  });

  it("of the Temporal server costs no data, and the worker lives through it", async () => {
    stack = await openWithCorpus(["worker"]);
    const handle = await startFeatures(stack);
    await untilMiddle(() => queryStatus(handle));
    await stack.kill("temporal");
    await stack.start("temporal");
    expect(await featuresResult(handle)).toMatchObject(everythingDone);
    await expectSameFeatures(stack);
  });

  it("of the gateway that started the run costs no data", async () => {
    stack = await openWithCorpus(["worker", "gateway"]);
    const client = createGatewayClient({ baseUrl: stack.url });
    const { signal } = new AbortController();
    const request = { kind: "featureEngineering", input: {} };
    const { workflowId } = await client.post("/runs", request, startRunResponseSchema, signal);
    const readRun = () => client.get(`/runs/${encodeURIComponent(workflowId)}`, runDetailSchema, signal);
    await untilMiddle(async () => (await readRun()).status ?? undefined);
    await stack.kill("gateway");
    await stack.start("gateway");
    await featuresResult(stack.temporal.client.workflow.getHandle(workflowId));
    const run = await readRun();
    expect(run.state).toBe("completed");
    expect(featureEngineeringResultSchema.parse(run.result)).toMatchObject(everythingDone);
    await expectSameFeatures(stack);
  });
});
