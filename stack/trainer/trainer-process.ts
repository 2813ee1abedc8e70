import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { describeError } from "../../domain/describe-error.ts";
import { SetupError } from "../../domain/errors.ts";
import { signalGroup, stopGroup } from "../supervisor/process-group.ts";
import { parseEvent, type TrainerEvent } from "./events.ts";

const KEPT_LINES = 20;

export interface TrainerProcess {
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Milliseconds that it gets to end by itself after an abort. */
  readonly graceMs: number;
  readonly onEvent: (event: TrainerEvent) => void;
}

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  /** The last lines of its standard error. */
  readonly tail: string;
}

/**
 * Runs the trainer in a process group of its own until all of it is gone. Its standard input is a pipe that nobody
 * writes to: the system closes it when this process dies in any way, and the trainer ends then.
 *
 * @throws {SetupError} when it cannot be started; the signal's reason when aborted, once it has ended.
 */
export const runTrainerProcess = async (process: TrainerProcess): Promise<ProcessEnd> => {
  const { command, env, signal, graceMs, onEvent } = process;
  signal.throwIfAborted();
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], detached: true, env });
  child.stdin.on("error", () => {});
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const event = parseEvent(line);
    if (event) onEvent(event);
  });
  const ended = new Promise<ProcessEnd>((resolve, reject) => {
    child.once("error", (cause) => {
      reject(new SetupError(`The trainer cannot be started: ${describeError(cause)}`, { cause }));
    });
    // Children of its own must not hold its memory, or our pipes, any longer.
    child.once("exit", () => child.pid && signalGroup(child.pid, "SIGKILL"));
    child.once("close", (code, killedBy) => resolve({ code, killedBy, tail: lines.join("\n") }));
  });
  const stop = (): void => void (child.pid && stopGroup(child.pid, graceMs));
  signal.addEventListener("abort", stop, { once: true });
  try {
    const end = await ended;
    signal.throwIfAborted();
    return end;
  } finally {
    signal.removeEventListener("abort", stop);
  }
};
