import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Sees to it that no child outlives this process, even one that is killed by SIGKILL. */
export interface Guard {
  /** A process group that must not outlive us. */
  watch(group: number): void;
  /** That group has ended by itself. */
  forget(group: number): void;
  /** Ends the guard, and with it what it still watches. */
  close(): Promise<void>;
}

/**
 * Starts a small process of its own session that notices the end of this one and stops the groups it was told.
 *
 * @param graceMs milliseconds between SIGTERM and SIGKILL.
 */
export const startGuard = (graceMs: number): Guard => {
  const guard = spawn(
    process.execPath,
    [fileURLToPath(new URL("./guard.ts", import.meta.url)), `${graceMs}`],
    {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    },
  );
  const ended = new Promise<void>((resolve) => {
    guard.on("close", () => resolve());
    guard.on("error", () => resolve());
  });
  guard.stdin.on("error", () => {});
  return {
    watch: (group) => guard.stdin.write(`+${group}\n`),
    forget: (group) => guard.stdin.write(`-${group}\n`),
    close: async () => {
      guard.stdin.end();
      await ended;
    },
  };
};
