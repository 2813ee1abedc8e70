import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import type { ChildSpec } from "./child-spec.ts";

/** One life of a child. */
export interface RunningChild {
  readonly pid: number;
  /** `performance.now()` at its start. */
  readonly startedAt: number;
  /** Resolves to how it ended, such as `code 1`. */
  readonly ended: Promise<string>;
  /** Calls back with each line of its standard output from now on. */
  onLine(listener: (line: string) => void): void;
}

const describeEnd = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal ? `signal ${signal}` : `code ${code}`;

const spawned = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => {
      if (child.pid) resolve(child.pid);
    });
  });

/**
 * Starts a child in a process group and session of its own, so that no key on the terminal reaches it, with its
 * output in the log.
 *
 * @throws {Error} of the system when it cannot be started.
 */
export const runChild = async (spec: ChildSpec, log: Writable): Promise<RunningChild> => {
  const [program, ...args] = spec.command;
  const child = spawn(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    env: spec.env ?? process.env,
    ...(spec.cwd ? { cwd: spec.cwd } : {}),
  });
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(describeEnd(code, signal)));
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const lines = createInterface({ input: child.stdout });
  const pid = await spawned(child);
  return {
    pid,
    startedAt: performance.now(),
    ended,
    onLine: (listener) => {
      lines.on("line", listener);
    },
  };
};
