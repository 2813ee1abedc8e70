import { describe, expect, it, vi } from "vitest";
import type { Swept } from "../../activities/training/sweep-run-folders.ts";
import type { Logger } from "../../configs/logger.ts";
import { startSweeper } from "../../workers/start-sweeper.ts";
import { strictFake } from "../support/strict-fake.ts";

const nothing: Swept = { folders: 0, bytes: 0, failures: [] };

const listening = () => {
  const lines: unknown[][] = [];
  const note = (...line: unknown[]): void => void lines.push(line);
  return { lines, logger: strictFake<Logger>("logger", { info: note, warn: note }) };
};

describe("startSweeper", () => {
  it("sweeps at once and again, and says how much is free and what could not be removed", async () => {
    const { lines, logger } = listening();
    const failure = { folder: "/data/training/x", reason: "EACCES" };
    const answers: Swept[] = [{ folders: 2, bytes: 3_210_000_000, failures: [failure] }];
    const sweep = vi.fn(async () => answers.shift() ?? nothing);
    {
      await using _sweeper = startSweeper({ sweep, logger, everyMs: 1 });
      await vi.waitFor(() => expect(sweep.mock.calls.length).toBeGreaterThan(1));
    }
    expect(lines).toEqual([
      [{ folders: 2, bytes: 3_210_000_000 }, expect.stringContaining("3.21 GB are free")],
      [failure, expect.any(String)],
    ]);
  });

  it("goes on after a sweep that failed", async () => {
    const { lines, logger } = listening();
    const sweep = vi.fn(async () => nothing).mockRejectedValueOnce(new Error("Temporal does not answer"));
    {
      await using _sweeper = startSweeper({ sweep, logger, everyMs: 1 });
      await vi.waitFor(() => expect(sweep.mock.calls.length).toBeGreaterThan(1));
    }
    expect(lines).toEqual([
      [{ reason: expect.stringContaining("Temporal does not answer") }, expect.any(String)],
    ]);
  });

  it("stops a sweep when the worker stops, without a word", async () => {
    const { lines, logger } = listening();
    const sweep = vi.fn(
      (signal: AbortSignal) =>
        new Promise<Swept>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    );
    const sweeper = startSweeper({ sweep, logger });
    await sweeper[Symbol.asyncDispose]();
    expect(sweep).toHaveBeenCalledOnce();
    expect(lines).toEqual([]);
  });
});
