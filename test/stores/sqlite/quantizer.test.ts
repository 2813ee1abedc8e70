import { describe, expect, it } from "vitest";
import { fitQuantizer } from "../../../stores/sqlite/vectors/quantizer.ts";
import { topPositions } from "../../../stores/sqlite/vectors/top-positions.ts";
import { createVectorCodes } from "../../../stores/sqlite/vectors/vector-codes.ts";
import { createRandom, dot, unitVector } from "../vector-store/fixtures.ts";

const labels = { authorId: "ada", category: "articles", platform: "web" };

/** Vectors whose components have means and spreads of their own, as those of real models do. */
const skewedVectors = (count: number, dimension: number, seed: number): Float32Array[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () =>
    unitVector(random, dimension).map((value, component) => value * (1 + (component % 5)) + (component % 3)),
  );
};

describe("codes", () => {
  it.each([384, 10, 7])("of dimension %i rank nearly as exact dot products do", (dimension) => {
    const vectors = skewedVectors(2_000, dimension, 1);
    const codes = createVectorCodes(fitQuantizer(vectors.slice(0, 500), dimension));
    vectors.forEach((vector, index) => {
      codes.add(index + 1, labels, vector);
    });
    let found = 0;
    const queries = skewedVectors(10, dimension, 2);
    for (const query of queries) {
      const exact = vectors
        .map((vector, index) => ({ row: index + 1, score: dot(vector, query) }))
        .sort((left, right) => right.score - left.score);
      const best = new Set(codes.best(query, {}, 400));
      expect(best.size).toBe(400);
      found += exact.slice(0, 10).filter(({ row }) => best.has(row)).length;
    }
    expect(found / (10 * queries.length)).toBeGreaterThanOrEqual(0.99);
  });

  it("are found by their labels alone when asked", () => {
    const vectors = skewedVectors(100, 8, 3);
    const codes = createVectorCodes(fitQuantizer(vectors, 8));
    vectors.forEach((vector, index) => {
      codes.add(index + 1, { ...labels, authorId: index % 2 ? "ada" : "grace" }, vector);
    });
    const query = vectors[0] ?? new Float32Array(8);
    const ofAda = codes.best(query, { authorIds: ["ada"] }, 1_000);
    expect(ofAda).toHaveLength(50);
    expect(ofAda.every((row) => row % 2 === 0)).toBe(true);
    expect(codes.best(query, { authorIds: ["ada"], platforms: ["github"] }, 10)).toEqual([]);
    expect(codes.best(query, { categories: [] }, 10)).toEqual([]);
    expect(codes.size()).toBe(100);
  });
});

describe("topPositions", () => {
  it("finds the highest scores, best first", () => {
    const random = createRandom(4);
    const scores = Float32Array.from({ length: 5_000 }, () => random() ** 8);
    const expected = [...scores].map((score, position) => ({ score, position }));
    expected.sort((left, right) => right.score - left.score);
    expect(topPositions(scores, 40)).toEqual(expected.slice(0, 40).map(({ position }) => position));
  });

  it("copes with equal scores, too few, and none", () => {
    expect(topPositions(new Float32Array(10).fill(0.5), 3)).toHaveLength(3);
    expect(topPositions(Float32Array.of(1, Number.NEGATIVE_INFINITY, 2), 5)).toEqual([2, 0]);
    expect(topPositions(Float32Array.of(Number.NEGATIVE_INFINITY), 5)).toEqual([]);
    expect(topPositions(new Float32Array(0), 5)).toEqual([]);
  });
});
