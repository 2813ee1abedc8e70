import { describe, expect, it } from "vitest";
import { busyTime } from "../../../models/inference/busy-time.ts";

describe("busyTime", () => {
  it("counts what overlaps once and leaves gaps out", () => {
    const intervals = [
      { start: 20, end: 25 },
      { start: 0, end: 10 },
      { start: 5, end: 12 },
      { start: 6, end: 7 },
    ];
    expect(busyTime(intervals)).toBe(17);
    expect(busyTime([])).toBe(0);
  });
});
