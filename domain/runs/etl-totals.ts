import type { Document } from "../documents.ts";
import type { EtlResult } from "./etl.ts";
import { joinFailures, type RunFailure } from "./failures.ts";

export const emptyEtlResult: EtlResult = {
  new: 0,
  changed: 0,
  unchanged: 0,
  failed: 0,
  byPlatform: {},
  byCategory: {},
  failures: [],
};

/** Adds two tallies with string keys. */
export const addCounts = <Key extends string>(
  left: Partial<Record<Key, number>>,
  right: Partial<Record<Key, number>>,
): Partial<Record<Key, number>> => {
  const sum = { ...left };
  for (const key in right) sum[key] = (sum[key] ?? 0) + (right[key] ?? 0);
  return sum;
};

/** The result of two collections taken together. */
export const addEtlResults = (left: EtlResult, right: EtlResult): EtlResult => ({
  new: left.new + right.new,
  changed: left.changed + right.changed,
  unchanged: left.unchanged + right.unchanged,
  failed: left.failed + right.failed,
  byPlatform: addCounts(left.byPlatform, right.byPlatform),
  byCategory: addCounts(left.byCategory, right.byCategory),
  failures: joinFailures(left.failures, right.failures),
});

/** The result of one stored document. */
export const storedResult = (
  document: Pick<Document, "platform" | "category">,
  outcome: "new" | "changed" | "unchanged",
): EtlResult => ({
  ...emptyEtlResult,
  [outcome]: 1,
  byPlatform: { [document.platform]: 1 },
  byCategory: { [document.category]: 1 },
});

/** The result of one document that could not be collected. */
export const failedResult = (failure: RunFailure): EtlResult => ({
  ...emptyEtlResult,
  failed: 1,
  failures: [failure],
});
