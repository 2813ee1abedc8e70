import { describe, expect, test } from "vitest";
import { judgeCanary } from "../../../domain/deployment/judge-canary.ts";
import { canarySchema } from "../../../domain/deployment/serving.ts";

const canary = canarySchema.parse({ minRequests: 20, maxErrorRate: 0.1, maxLatencyRatio: 2 });
const figures = (requests: number, errors: number, msPerToken: number[] = []) => ({
  requests,
  errors,
  msPerToken,
});
const stable = figures(100, 0, [10, 10, 11, 9, 10]);

describe("the judge of canaries", () => {
  test.each([
    ["nothing was seen yet", figures(0, 0)],
    ["two of two failed, which chance may do", figures(2, 2)],
    ["few failed among many", figures(20, 2)],
    ["too few answers to compare speeds", figures(4, 0, [90, 90, 90, 90])],
    ["it is slower, but not too slow", figures(6, 0, [20, 20, 20, 19, 20, 99])],
  ])("waits when %s", (_, candidate) => expect(judgeCanary(candidate, stable, canary)).toBeNull());

  test.each([
    ["the first three failed", figures(3, 3), "3 of 3 answers failed (100%; at most 10% may)"],
    ["more failed than may", figures(20, 3), "3 of 20"],
    [
      "it is too slow",
      figures(6, 0, [21, 21, 21, 30, 1, 40]),
      "21.0 ms per token, more than 2 times the 10.0",
    ],
  ])("condemns when %s", (_, candidate, reason) =>
    expect(judgeCanary(candidate, stable, canary)).toContain(reason),
  );

  test("does not compare speeds where nothing serves beside it", () => {
    expect(judgeCanary(figures(9, 0, Array(9).fill(99)), figures(0, 0), canary)).toBeNull();
  });
});
