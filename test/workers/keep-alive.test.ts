import type { Context } from "@temporalio/activity";
import { MockActivityEnvironment } from "@temporalio/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HEARTBEAT_EVERY_MS, keepAlive } from "../../workers/keep-alive.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const input = { args: [], headers: {} };

const intercept = () => {
  const { context } = new MockActivityEnvironment();
  const beats: Context[] = [];
  const { inbound } = keepAlive((beating) => beats.push(beating))(context);
  if (!inbound?.execute) throw new Error("nothing is intercepted");
  return { context, beats, execute: inbound.execute.bind(inbound) };
};

describe("keepAlive", () => {
  it("beats as long as an activity runs, and passes its result on", async () => {
    const { context, beats, execute } = intercept();
    const work = Promise.withResolvers<string>();
    const result = execute(input, () => work.promise);
    await vi.advanceTimersByTimeAsync(3 * HEARTBEAT_EVERY_MS);
    expect(beats).toEqual([context, context, context]);
    work.resolve("done");
    expect(await result).toBe("done");
    await vi.advanceTimersByTimeAsync(3 * HEARTBEAT_EVERY_MS);
    expect(beats).toHaveLength(3);
  });

  it("stops when an activity fails, and passes its error on", async () => {
    const { beats, execute } = intercept();
    await expect(execute(input, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await vi.advanceTimersByTimeAsync(3 * HEARTBEAT_EVERY_MS);
    expect(beats).toEqual([]);
  });
});
