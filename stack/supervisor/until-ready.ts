import { setTimeout } from "node:timers/promises";
import type { Readiness } from "./child-spec.ts";
import type { RunningChild } from "./run-child.ts";

const POLL_MS = 100;

const untilLine = (
  child: RunningChild,
  test: (line: string) => boolean,
  signal: AbortSignal,
): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    child.onLine((line) => {
      if (test(line)) resolve();
    });
  });

const untilYes = async (
  check: (signal: AbortSignal) => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> => {
  while (!(await check(signal))) await setTimeout(POLL_MS, undefined, { signal });
};

/**
 * Resolves to true when a child is ready, to false when it ended first.
 *
 * @throws the signal's reason when aborted.
 */
export const untilReady = async (
  child: RunningChild,
  readiness: Readiness,
  signal: AbortSignal,
): Promise<boolean> => {
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  const ready =
    readiness.kind === "line" ? untilLine(child, readiness.test, either) : untilYes(readiness.check, either);
  try {
    return await Promise.race([ready.then(() => true), child.ended.then(() => false)]);
  } finally {
    done.abort();
    ready.catch(() => {});
  }
};
