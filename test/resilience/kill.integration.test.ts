import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runDetailSchema, startRunResponseSchema } from "../../api/contract/runs.ts";
import { createGatewayClient } from "../../cli/gateway/gateway-client.ts";
import { featureEngineeringResultSchema } from "../../domain/runs/feature-engineering.ts";
import { insertAll, someDocuments } from "./support/corpus.ts";
import {
  featuresResult,
  queryStatus,
  runFeatures,
  startFeatures,
  untilMiddle,
} from "./support/features-run.ts";
import { openStack, type Stack } from "./support/open-stack.ts";
import { type Features, largestDifference, readFeatures } from "./support/read-features.ts";

const documents = someDocuments(72, { paragraphs: 2 });
const aborted = new AbortController();

const openWithCorpus = async (): Promise<Stack> => {
  const opened = await openStack();
  await insertAll(opened.stores.warehouse, documents);
  await opened.start("worker");
  return opened;
};

let undisturbed: Features;
let stack: Stack | undefined;

const running = (): Stack => {
  if (!stack) throw new Error("the stack did not start");
  return stack;
};

beforeAll(async () => {
  await using reference = await openWithCorpus();
  await runFeatures(reference);
  undisturbed = await readFeatures(reference.stores.vectors);
});

beforeEach(async () => {
  stack = await openWithCorpus();
});

afterEach(async () => {
  await stack?.[Symbol.asyncDispose]();
  stack = undefined;
});

afterAll(() => aborted.abort());

/** The stores hold what a run without a fault leaves. */
const expectSameFeatures = async (): Promise<void> => {
  const { vectors, ...rest } = await readFeatures(running().stores.vectors);
  const { vectors: undisturbedVectors, ...undisturbedRest } = undisturbed;
  expect(rest).toEqual(undisturbedRest);
  expect(largestDifference(vectors, undisturbedVectors)).toBeLessThan(1e-5);
};

describe("kill -9 in the middle of featureEngineering", () => {
  it("has something to compare with", () => {
    expect(undisturbed.documents).toHaveLength(documents.length);
    expect(undisturbed.versions.size).toBe(documents.length);
    expect(undisturbed.chunks.length).toBeGreaterThan(documents.length);
    expect(undisturbed.aliases.size).toBe(6);
  });

  it.each(["worker", "temporal"] as const)("of the %s costs no data", async (part) => {
    const { kill, start } = running();
    const handle = await startFeatures(running());
    await untilMiddle(() => queryStatus(handle));
    await kill(part);
    await start(part);
    const result = await featuresResult(handle);
    expect(result).toMatchObject({ documents: documents.length, skipped: 0, failed: 0, serving: true });
    await expectSameFeatures();
  });

  it("of the gateway that started the run costs no data", async () => {
    const { kill, start, url } = running();
    const client = createGatewayClient({ baseUrl: url });
    await start("gateway");
    const { workflowId } = await client.post(
      "/runs",
      { kind: "featureEngineering", input: {} },
      startRunResponseSchema,
      aborted.signal,
    );
    const readRun = () =>
      client.get(`/runs/${encodeURIComponent(workflowId)}`, runDetailSchema, aborted.signal);
    await untilMiddle(async () => (await readRun()).status ?? undefined);
    await kill("gateway");
    await start("gateway");
    await featuresResult(running().temporal.client.workflow.getHandle(workflowId));
    const run = await readRun();
    expect(run.state).toBe("completed");
    expect(featureEngineeringResultSchema.parse(run.result)).toMatchObject({
      documents: documents.length,
      failed: 0,
    });
    await expectSameFeatures();
  });
});
