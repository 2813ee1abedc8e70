import { describe, expect, it } from "vitest";
import { type Gate, gatesSchema } from "../../../domain/evaluation/gates.ts";
import { judgeGates, type Missing } from "../../../domain/evaluation/judge-gates.ts";
import type { MetricReport } from "../../../domain/evaluation/report.ts";

const nothingMissing: Missing = { metrics: {}, baseline: null };
const exactly = (mean: number) => ({ mean, low: mean, high: mean });

const metric = (candidate: number, baseline: number | null, pValue: number | null = 0.01): MetricReport => ({
  name: "loss",
  unit: "nats per token",
  better: "lower",
  candidate: exactly(candidate),
  baseline: baseline === null ? null : exactly(baseline),
  difference: baseline === null ? null : { ...exactly(candidate - baseline), pValue },
});

const gate = (more: object): Gate[] => gatesSchema.parse([{ name: "g", metric: "loss", ...more }]);
const judge = (reported: MetricReport | undefined, more: object, missing = nothingMissing) => {
  const [result] = judgeGates(reported ? [reported] : [], gate(more), missing);
  if (!result) throw new Error("no result");
  return result;
};

describe("judgeGates", () => {
  it("holds a figure against fixed limits", () => {
    const limits = { compare: "absolute", min: 1, max: 2 };
    expect(judge(metric(2, null), limits)).toEqual({
      name: "g",
      metric: "loss",
      passed: true,
      reason: "2 nats per token; at least 1 and at most 2 is asked for",
    });
    expect(judge(metric(2.01, null), limits).passed).toBe(false);
    expect(judge(metric(0.99, null), limits).passed).toBe(false);
  });

  it("holds a difference against an amount or a share of the baseline", () => {
    const within = { compare: "baseline", maxIncrease: 0.5 };
    expect(judge(metric(2.5, 2), within).passed).toBe(true);
    expect(judge(metric(2.75, 2), within)).toMatchObject({
      passed: false,
      reason: "2.75 nats per token, 0.75 above the baseline's 2, p = 0.01; at most 0.5 above is allowed",
    });
    expect(judge(metric(3, 2), { compare: "baseline", maxIncrease: "50%" }).passed).toBe(true);
    expect(judge(metric(3.1, 2), { compare: "baseline", maxIncrease: "50%" })).toMatchObject({
      passed: false,
      reason: expect.stringContaining("at most 50% above is allowed"),
    });
    expect(judge(metric(0.9, 2), { compare: "baseline", maxDecrease: "50%" }).passed).toBe(false);
  });

  it("asks for an improvement by a negative limit", () => {
    const better = { compare: "baseline", maxIncrease: "-10%" };
    expect(judge(metric(1.7, 2), better).passed).toBe(true);
    expect(judge(metric(1.9, 2), better).passed).toBe(false);
  });

  it("minds significance where the gate does", () => {
    const toFail = { compare: "baseline", maxIncrease: 0, significance: "to-fail" };
    expect(judge(metric(2.5, 2, 0.2), toFail)).toMatchObject({
      passed: true,
      reason: expect.stringContaining("not significant"),
    });
    expect(judge(metric(2.5, 2, 0.04), toFail).passed).toBe(false);
    const toPass = { compare: "baseline", maxIncrease: 0, significance: "to-pass" };
    expect(judge(metric(1.5, 2, 0.04), toPass).passed).toBe(true);
    expect(judge(metric(1.5, 2, 0.2), toPass)).toMatchObject({
      passed: false,
      reason: expect.stringContaining("must be significant"),
    });
  });

  it("fails on what was not measured, and says why", () => {
    const missing = { metrics: { loss: "there was no text" }, baseline: "it is a folder" };
    expect(judge(undefined, { compare: "absolute", max: 2 }, missing)).toMatchObject({
      passed: false,
      reason: "loss could not be measured: there was no text",
    });
    expect(judge(metric(2, null), { compare: "baseline", maxIncrease: 1 }, missing)).toMatchObject({
      passed: false,
      reason: "there is no baseline to compare with: it is a folder",
    });
  });
});

describe("gatesSchema", () => {
  it.each([
    [{ compare: "absolute" }, "needs min or max"],
    [{ compare: "baseline" }, "needs maxIncrease or maxDecrease"],
    [{ compare: "baseline", maxIncrease: "half" }, "a share of the baseline"],
    [{ compare: "baseline", maxIncrease: 1, max: 2 }, "max"],
  ])("refuses %j", (more, message) => {
    expect(() => gate(more)).toThrow(message);
  });

  it("refuses two gates of one name", () => {
    const one = { name: "g", metric: "loss", compare: "absolute", max: 1 };
    expect(() => gatesSchema.parse([one, one])).toThrow("a name of its own");
  });
});
