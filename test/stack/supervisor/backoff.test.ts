import { describe, expect, it } from "vitest";
import { countDeaths, restartDelay } from "../../../stack/supervisor/backoff.ts";

describe("restarts", () => {
  it("wait twice as long each time, 30 s at most", () => {
    expect([1, 2, 3, 4, 10].map(restartDelay)).toEqual([500, 1_000, 2_000, 4_000, 30_000]);
  });

  it("count only deaths soon after the start", () => {
    expect(countDeaths(4, 1_000)).toBe(5);
    expect(countDeaths(4, 60_000)).toBe(1);
  });
});
