import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rougeL } from "../../../domain/evaluation/rouge.ts";

// What Google's rouge-score 0.1.2 (PyPI) gives for rougeL, use_stemmer=False.
const known: readonly [reference: string, answer: string, f1: number][] = [
  [
    "The quick brown fox jumps over the lazy dog",
    "The quick brown dog jumps on the log.",
    0.5882352941176471,
  ],
  [
    "An LLM Twin enhances communication efficiency by automating responses.",
    "LLM twins are efficient: they automate responses, and enhance communication.",
    0.2105263157894737,
  ],
  ["a b c d e f g", "g f e d c b a", 0.14285714285714285],
  ["one two three", "four five", 0],
  ["RAG, re-ranking & 3.5 models", "The RAG re-ranking of 3.5 models", 0.8571428571428571],
];

describe("rougeL", () => {
  it.each(known)("of %j and %j is that of rouge-score", (reference, answer, f1) => {
    expect(rougeL(answer, reference)).toBeCloseTo(f1, 12);
  });

  it("is 0 for an empty answer and 1 for the reference itself", () => {
    expect(rougeL("", "something")).toBe(0);
    expect(rougeL("Something, said.", "something said")).toBe(1);
  });

  it("is symmetric and between 0 and 1", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        const score = rougeL(left, right);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(rougeL(right, left)).toBeCloseTo(score, 12);
      }),
    );
  });
});
