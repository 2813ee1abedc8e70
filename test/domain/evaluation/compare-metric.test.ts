import { describe, expect, it } from "vitest";
import { compareFigure, compareMetric } from "../../../domain/evaluation/compare-metric.ts";

describe("compareMetric", () => {
  it("pairs figures of the same samples", () => {
    const baseline = [1, 5, 2, 8, 3, 9, 4, 7];
    const candidate = baseline.map((value, index) => value - 0.5 - index / 100);
    const metric = compareMetric("loss", candidate, baseline, 42);
    expect(metric).toMatchObject({ name: "loss", unit: "nats per token", better: "lower" });
    expect(metric?.difference?.mean).toBeCloseTo(-0.535, 10);
    // Means overlap widely, and yet every pair says the same.
    expect(metric?.candidate.high).toBeGreaterThan(metric?.baseline?.low ?? Number.NaN);
    expect(metric?.difference?.high).toBeLessThan(-0.5);
    expect(metric?.difference?.pValue).toBe(2 / 256);
  });

  it("leaves out of the difference what one of them lacks", () => {
    const metric = compareMetric("rougeL", [0.5, undefined, 0.7], [0.4, 0.9, undefined], 1);
    expect(metric?.candidate.mean).toBeCloseTo(0.6, 10);
    expect(metric?.baseline?.mean).toBeCloseTo(0.65, 10);
    expect(metric?.difference?.mean).toBeCloseTo(0.1, 10);
  });

  it("compares with nothing where there is nothing", () => {
    expect(compareMetric("style", [0.5], null, 1)).toMatchObject({ baseline: null, difference: null });
    expect(compareMetric("style", [0.5], [undefined], 1)).toMatchObject({ baseline: null, difference: null });
    expect(compareMetric("style", [undefined], [0.5], 1)).toBeUndefined();
  });

  it("says the same for the same seed", () => {
    const figures = [
      [0.1, 0.2, 0.4],
      [0.3, 0.2, 0.1],
    ] as const;
    expect(compareMetric("latency", ...figures, 3)).toEqual(compareMetric("latency", ...figures, 3));
  });
});

describe("compareFigure", () => {
  it("has no test for one figure a model", () => {
    expect(compareFigure("memory", 300, 200)).toEqual({
      name: "memory",
      unit: "bytes",
      better: "lower",
      candidate: { mean: 300, low: 300, high: 300 },
      baseline: { mean: 200, low: 200, high: 200 },
      difference: { mean: 100, low: 100, high: 100, pValue: null },
    });
  });
});
