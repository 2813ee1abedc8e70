import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planBatches } from "../../../models/inference/plan-batches.ts";

const lengthsArbitrary = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 100 });

describe("planBatches", () => {
  it("puts texts of like length together, longest first", () => {
    expect(planBatches([10, 100, 90, 12], 200)).toEqual([
      [1, 2],
      [3, 0],
    ]);
  });

  it("runs a text alone that is longer than a batch", () => {
    expect(planBatches([700, 5], 512)).toEqual([[0], [1]]);
  });

  it("takes every text once and keeps to the budget", () => {
    fc.assert(
      fc.property(lengthsArbitrary, fc.integer({ min: 1, max: 600 }), (lengths, budget) => {
        const batches = planBatches(lengths, budget);
        expect(batches.flat().sort((a, b) => a - b)).toEqual([...lengths.keys()]);
        for (const batch of batches) {
          const longest = Math.max(...batch.map((index) => lengths[index] ?? 0));
          expect(batch.length === 1 || batch.length * longest <= budget).toBe(true);
        }
      }),
    );
  });
});
