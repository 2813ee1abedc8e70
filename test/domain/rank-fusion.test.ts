import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuseRanks } from "../../domain/rank-fusion.ts";

const fusedIds = (...parameters: Parameters<typeof fuseRanks<string>>) =>
  fuseRanks(...parameters).map(({ id }) => id);

describe("fuseRanks", () => {
  it("adds weight / (60 + rank) over the lists", () => {
    const [first, second, third] = fuseRanks([
      { ids: ["a", "b"], weight: 0.75 },
      { ids: ["b", "c"], weight: 0.25 },
    ]);
    expect(first).toEqual({ id: "b", score: 0.75 / 62 + 0.25 / 61 });
    expect(second).toEqual({ id: "a", score: 0.75 / 61 });
    expect(third).toEqual({ id: "c", score: 0.25 / 62 });
  });

  it("leaves out what only a list of weight 0 names", () => {
    expect(
      fusedIds([
        { ids: ["a", "b"], weight: 1 },
        { ids: ["c"], weight: 0 },
      ]),
    ).toEqual(["a", "b"]);
  });

  it("counts an id once in a list that names it twice", () => {
    expect(fuseRanks([{ ids: ["a", "a", "b"], weight: 1 }])).toEqual([
      { id: "a", score: 1 / 61 },
      { id: "b", score: 1 / 62 },
    ]);
  });

  it("keeps the order of first appearance in ties", () => {
    expect(
      fusedIds([
        { ids: ["a", "b"], weight: 1 },
        { ids: ["b", "a"], weight: 1 },
      ]),
    ).toEqual(["a", "b"]);
  });

  const list = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 });

  it("keeps the order of a single list, and every id of all lists once", () => {
    fc.assert(
      fc.property(list, list, (left, right) => {
        expect(fuseRanks([{ ids: left, weight: 0.5 }]).map(({ id }) => id)).toEqual(left);
        const fused = fuseRanks([
          { ids: left, weight: 0.5 },
          { ids: right, weight: 0.5 },
        ]);
        expect(new Set(fused.map(({ id }) => id))).toEqual(new Set([...left, ...right]));
        expect(fused).toHaveLength(new Set([...left, ...right]).size);
      }),
    );
  });
});
