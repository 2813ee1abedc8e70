import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addEtlResults,
  emptyEtlResult,
  failedResult,
  storedResult,
} from "../../../domain/runs/etl-totals.ts";
import { MAX_LISTED_FAILURES } from "../../../domain/runs/failures.ts";
import {
  addBatch,
  type BatchOutcome,
  emptyFeatureTotals,
  sizesOf,
} from "../../../domain/runs/feature-totals.ts";

const batch = (lengths: readonly number[], worker = "w1"): BatchOutcome => ({
  worker,
  documents: 1,
  documentsByAuthor: { Ada: { articles: 1 } },
  chunks: lengths.length,
  staleChunks: 0,
  chunkSizes: sizesOf(lengths),
  failures: [],
  seconds: { clean: 1, chunk: 0, embed: 2, load: 0 },
});

describe("addBatch", () => {
  it("gives the sizes of all chunks together, however they were batched", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 2_000 })), { minLength: 1 }), (batches) => {
        const totals = batches.map((lengths) => batch(lengths)).reduce(addBatch, emptyFeatureTotals);
        const all = sizesOf(batches.flat());
        expect(totals.chunks).toBe(batches.flat().length);
        expect(totals.chunkSizes?.min).toBe(all?.min);
        expect(totals.chunkSizes?.max).toBe(all?.max);
        if (all) expect(totals.chunkSizes?.mean).toBeCloseTo(all.mean, 6);
      }),
    );
  });

  it("counts by author, by worker and by step", () => {
    const totals = [batch([1]), batch([2], "w2"), batch([3], "w2")].reduce(addBatch, emptyFeatureTotals);
    expect(totals.documentsByAuthor).toEqual({ Ada: { articles: 3 } });
    expect(totals.workers).toEqual({ w1: 1, w2: 2 });
    expect(totals.seconds).toEqual({ clean: 3, chunk: 0, embed: 6, load: 0 });
  });
});

describe("addEtlResults", () => {
  it("adds every count and keeps a bounded list of failures", () => {
    const stored = storedResult({ platform: "medium", category: "articles" }, "new");
    const failures = Array.from({ length: MAX_LISTED_FAILURES + 5 }, (_, index) =>
      failedResult({ where: `record ${index}`, reason: "broken" }),
    );
    const total = [stored, stored, ...failures].reduce(addEtlResults, emptyEtlResult);
    expect(total).toMatchObject({ new: 2, failed: MAX_LISTED_FAILURES + 5, byPlatform: { medium: 2 } });
    expect(total.failures).toHaveLength(MAX_LISTED_FAILURES);
  });
});
