import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Post } from "../../domain/documents.ts";
import { insertAll, tinyDocuments } from "./support/corpus.ts";
import {
  featuresResult,
  queryStatus,
  retriedActivities,
  runFeatures,
  startFeatures,
  untilMiddle,
} from "./support/features-run.ts";
import { killAtWork } from "./support/kill-at-work.ts";
import { openStack, type Stack } from "./support/open-stack.ts";
import { readFeatures } from "./support/read-features.ts";

const documents = tinyDocuments(1_000);
const changed = tinyDocuments(1_000, { edition: 2 });

let stack: Stack;

beforeAll(async () => {
  stack = await openStack({ EMBEDDING_THREADS: "1" });
  await insertAll(stack.stores.warehouse, documents);
  await Promise.all([stack.start("worker"), stack.start("second-worker")]);
});

afterAll(() => stack?.[Symbol.asyncDispose]());

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The store holds one chunk and one cleaned text for each of these documents, and nothing else. */
const expectOnce = async (wanted: readonly Post[]): Promise<void> => {
  const expected = new Map(wanted.map(({ id, content }) => [id, content]));
  const features = await readFeatures(stack.stores.vectors);
  expect(features.chunks).toHaveLength(wanted.length);
  expect(new Map(features.chunks.map(({ documentId, text }) => [documentId, text]))).toEqual(expected);
  expect(features.documents).toHaveLength(wanted.length);
  expect(new Map(features.documents.map(({ documentId, text }) => [documentId, text]))).toEqual(expected);
};

describe("two CPU workers", () => {
  it("share the documents, and do none of them twice", async () => {
    const result = await runFeatures(stack);
    expect(result).toMatchObject({ documents: 1_000, chunks: 1_000, skipped: 0, failed: 0, staleChunks: 0 });
    const shares = Object.values(result.workers);
    expect(shares).toHaveLength(2);
    expect(sum(shares)).toBe(1_000);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(250);
    await expectOnce(documents);
  });

  it("finish together what one of them leaves when it is killed", async () => {
    await insertAll(stack.stores.warehouse, changed);
    const survivor = stack.identityStartOf("worker");
    const handle = await startFeatures(stack);
    await untilMiddle(() => queryStatus(handle));
    await killAtWork(stack, "second-worker", handle);
    const result = await featuresResult(handle);
    expect(result).toMatchObject({ documents: 1_000, chunks: 1_000, skipped: 0, failed: 0 });
    expect(sum(Object.values(result.workers))).toBe(1_000);
    expect(Object.keys(result.workers).some((worker) => worker.startsWith(survivor))).toBe(true);
    // The batches that the killed worker had in hand.
    expect(await retriedActivities(handle)).not.toEqual([]);
    await expectOnce(changed);
  });
});
