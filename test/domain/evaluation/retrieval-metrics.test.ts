import { describe, expect, it } from "vitest";
import { bootstrapMean, seededRandom } from "../../../domain/evaluation/bootstrap.ts";
import { holdsEvidence } from "../../../domain/evaluation/evidence.ts";
import { type JudgedSearch, retrievalMetrics } from "../../../domain/evaluation/retrieval-metrics.ts";

const judged = (documents: string[], relevant: string[]): JudgedSearch => ({
  documents,
  relevant: new Set(relevant),
  evidenceInTopFive: false,
});

describe("retrievalMetrics", () => {
  it("scores a hit at rank two", () => {
    const search = judged(["x", "a", "y"], ["a"]);
    expect(retrievalMetrics["hit@1"](search)).toBe(0);
    expect(retrievalMetrics["hit@3"](search)).toBe(1);
    expect(retrievalMetrics["mrr@10"](search)).toBe(0.5);
    expect(retrievalMetrics["ndcg@10"](search)).toBeCloseTo(1 / Math.log2(3), 10);
  });

  it("gives the full gain only when every relevant document leads", () => {
    expect(retrievalMetrics["ndcg@10"](judged(["a", "b", "x"], ["a", "b"]))).toBe(1);
    expect(retrievalMetrics["ndcg@10"](judged(["a", "x", "b"], ["a", "b"]))).toBeLessThan(1);
  });

  it("does not count what stands below rank ten", () => {
    const search = judged([..."0123456789", "a"], ["a"]);
    expect(Object.values(retrievalMetrics).map((metric) => metric(search))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe("holdsEvidence", () => {
  it("sees through wraps, emphasis, links and mathematical letters", () => {
    const passage = "We replace all URLs with a [URL] token, see watch() for more.";
    expect(holdsEvidence(passage, "replace **all\nURLs** with a _[URL]_")).toBe(true);
    expect(holdsEvidence(passage, "see 𝘸𝘢𝘵𝘤𝘩() https://x.org/a for")).toBe(true);
    expect(holdsEvidence(passage, "replace some URLs")).toBe(false);
  });
});

describe("bootstrapMean", () => {
  it("holds the mean, and repeats with the same seed", () => {
    const values = [0, 1, 1, 0, 1, 1, 1, 0, 1, 1];
    const interval = bootstrapMean(values, seededRandom(7));
    expect(interval.mean).toBeCloseTo(0.7, 10);
    expect(interval.low).toBeLessThan(0.7);
    expect(interval.high).toBeGreaterThan(0.7);
    expect(bootstrapMean(values, seededRandom(7))).toEqual(interval);
  });
});
