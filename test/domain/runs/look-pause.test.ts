import { describe, expect, it } from "vitest";
import { lookPause } from "../../../domain/runs/look-pause.ts";

const HOUR = 3_600_000;
/** Events of one look in a workflow's history: a timer that starts and fires, a workflow task, and a marker. */
const EVENTS_A_LOOK = 6;
/** Temporal ends a workflow whose history has so many events. */
const MOST_EVENTS = 51_200;

const looksIn = (durationMs: number): number => {
  let looks = 0;
  for (let age = 0; age < durationMs; age += lookPause(age)) looks += 1;
  return looks;
};

describe("lookPause", () => {
  it.each([
    [0, 5],
    [HOUR, 8.6],
    [8 * HOUR, 33.8],
  ])("after %i ms is %f seconds", (age, seconds) => {
    expect(lookPause(age)).toBeCloseTo(seconds * 1_000);
  });

  it.each([
    ["an hour", HOUR, 545],
    ["a day", 24 * HOUR, 2_910],
    ["thirty days, the longest step there may be", 30 * 24 * HOUR, 6_260],
    ["five such steps one after the other", 150 * 24 * HOUR, 7_870],
  ])("leaves room in the history of %s", (_, duration, most) => {
    const looks = looksIn(duration);
    expect(looks).toBeLessThanOrEqual(most);
    expect(looks * EVENTS_A_LOOK).toBeLessThan(MOST_EVENTS);
  });
});
