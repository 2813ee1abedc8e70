import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../domain/evaluation/bootstrap.ts";
import { pairedPermutationTest } from "../../../domain/evaluation/permutation-test.ts";

/** Darwin's maize: heights of crossed minus self-fertilized plants, in eighths of an inch (Fisher, 1935, §21). */
const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

const never = (): number => {
  throw new Error("an exact test draws nothing");
};

describe("pairedPermutationTest", () => {
  it("is exact for few pairs", () => {
    expect(pairedPermutationTest([1, 2, 3], never)).toBe(2 / 8);
    expect(pairedPermutationTest([-1, 2, 3], never)).toBe(4 / 8);
    expect(pairedPermutationTest([0, 0], never)).toBe(1);
  });

  it("counts sums that differ by rounding alone", () => {
    expect(pairedPermutationTest([0.1, 0.2, 0.3], never)).toBe(2 / 8);
  });

  it("comes near Fisher's exact figure for Darwin's maize", () => {
    // 1,726 of the 32,768 assignments of signs are as far out.
    expect(pairedPermutationTest(maize, seededRandom(1), 20_000)).toBeCloseTo(1_726 / 32_768, 2);
  });

  it("is the same for the same seed, and never 0", () => {
    const far = Array.from({ length: 40 }, () => 1);
    expect(pairedPermutationTest(far, seededRandom(7), 1_000)).toBe(1 / 1_001);
    expect(pairedPermutationTest(maize, seededRandom(7))).toBe(pairedPermutationTest(maize, seededRandom(7)));
  });
});
