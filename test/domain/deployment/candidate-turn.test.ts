import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCandidatesTurn } from "../../../domain/deployment/candidate-turn.ts";

const turns = (requests: number, weight: number): number[] =>
  Array.from({ length: requests }, (_, index) => index + 1).filter((n) => isCandidatesTurn(n, weight));

describe("the candidate's turn", () => {
  test("comes evenly", () => {
    expect(turns(20, 0.2)).toEqual([5, 10, 15, 20]);
    expect(turns(4, 1)).toEqual([1, 2, 3, 4]);
    expect(turns(100, 0)).toEqual([]);
  });

  test("comes as often as the weight says, to within one request", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, weight) => {
          expect(Math.abs(turns(n, weight).length - n * weight)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
