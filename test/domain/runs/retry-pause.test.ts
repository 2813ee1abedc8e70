import { describe, expect, it } from "vitest";
import { retryPause } from "../../../domain/runs/retry-pause.ts";

const HOUR = 3_600_000;
/** Events of one try in a workflow's history: a child that is refused, a timer that starts and fires, two workflow tasks. */
const EVENTS_A_TRY = 10;
/** Temporal warns of a history that has so many events, and ends a workflow at five times as many. */
const MOST_EVENTS = 10_240;

const triesIn = (durationMs: number): number => {
  let tries = 0;
  for (let waited = 0; waited < durationMs; waited += retryPause(waited)) tries += 1;
  return tries;
};

describe("retryPause", () => {
  it.each([
    [0, 5],
    [HOUR / 60, 5.6],
    [HOUR, 41],
    [24 * HOUR, 869],
  ])("after %i ms is %f seconds", (waited, seconds) => {
    expect(retryPause(waited)).toBeCloseTo(seconds * 1_000);
  });

  it.each([
    ["an hour", HOUR, 212],
    ["a day", 24 * HOUR, 520],
    ["thirty days", 30 * 24 * HOUR, 862],
  ])("leaves room in the history of a wait of %s", (_, duration, most) => {
    const tries = triesIn(duration);
    expect(tries).toBeLessThanOrEqual(most);
    expect(tries * EVENTS_A_TRY).toBeLessThan(MOST_EVENTS);
  });
});
