import type { WorkflowHandleWithFirstExecutionRunId } from "@temporalio/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertAll, tinyDocuments } from "./support/corpus.ts";
import { featuresResult, runFeatures, startFeatures } from "./support/features-run.ts";
import { openStack, type Stack } from "./support/open-stack.ts";
import { readFeatures } from "./support/read-features.ts";

/** Where Temporal begins to warn; it ends a run at 51,200 events or 50 MB. */
const WARNED_EVENTS = 10_240;
const WARNED_BYTES = 10 * 1024 ** 2;

const documents = tinyDocuments(10_000);
const changed = tinyDocuments(10, { edition: 2 });
const deleted = documents.slice(10, 15);

let stack: Stack;

beforeAll(async () => {
  stack = await openStack();
  await insertAll(stack.stores.warehouse, documents);
  await stack.start("worker");
});

afterAll(() => stack?.[Symbol.asyncDispose]());

interface HistoryMeasure {
  readonly events: number;
  readonly bytes: number;
}

const measureRun = async (workflowId: string, runId: string) => {
  const handle = stack.temporal.client.workflow.getHandle(workflowId, runId);
  const { historySize, status } = await handle.describe();
  const { events = [] } = await handle.fetchHistory();
  const next = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  return { measure: { events: events?.length ?? 0, bytes: historySize ?? 0 }, status: status.name, next };
};

/** The histories of a run and of all that it continued as, in order. */
const measureChain = async (first: WorkflowHandleWithFirstExecutionRunId): Promise<HistoryMeasure[]> => {
  const measures: HistoryMeasure[] = [];
  let runId: string | null | undefined = first.firstExecutionRunId;
  while (runId) {
    const { measure, next } = await measureRun(first.workflowId, runId);
    measures.push(measure);
    runId = next;
  }
  return measures;
};

describe("featureEngineering over 10,000 documents", () => {
  it("goes on as new, so that no history comes near Temporal's limits", async () => {
    const handle = await startFeatures(stack);
    expect(await featuresResult(handle)).toMatchObject({
      documents: documents.length,
      chunks: documents.length,
      skipped: 0,
      failed: 0,
      deleted: 0,
      serving: true,
    });
    const histories = await measureChain(handle);
    expect(histories.length).toBeGreaterThan(1);
    for (const { events, bytes } of histories) {
      // A history that could not be measured would pass the limits too.
      expect(events).toBeGreaterThan(100);
      expect(events).toBeLessThan(WARNED_EVENTS);
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(WARNED_BYTES);
    }
  });

  it("skips them all when nothing changed", async () => {
    const handle = await startFeatures(stack);
    const { events } = await handle.result().then(() => handle.fetchHistory());
    expect(await featuresResult(handle)).toMatchObject({
      documents: 0,
      chunks: 0,
      skipped: documents.length,
      deleted: 0,
    });
    const scheduled = events?.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name);
    expect(scheduled).not.toContain("buildFeatures");
  });

  it("handles exactly what changed and what was deleted", async () => {
    const { warehouse, vectors } = stack.stores;
    await insertAll(warehouse, changed);
    await warehouse.deleteDocuments({ documentIds: deleted.map(({ id }) => id) });
    expect(await runFeatures(stack)).toMatchObject({
      documents: changed.length,
      chunks: changed.length,
      staleChunks: changed.length,
      skipped: documents.length - changed.length - deleted.length,
      failed: 0,
      deleted: deleted.length,
    });
    const features = await readFeatures(vectors);
    const expected = new Map([...documents, ...changed].map(({ id, content }) => [id, content]));
    for (const { id } of deleted) expected.delete(id);
    // One chunk for each document, with its present text.
    expect(features.chunks).toHaveLength(expected.size);
    expect(new Map(features.chunks.map(({ documentId, text }) => [documentId, text]))).toEqual(expected);
    expect(new Map(features.documents.map(({ documentId, text }) => [documentId, text]))).toEqual(expected);
  });
});
