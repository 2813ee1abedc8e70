import { spawn } from "node:child_process";
import { constants } from "node:os";

/** @type {NodeJS.Signals[]} */
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Sends a signal to a program, or to the whole process group that it leads.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {boolean} isLeader
 * @param {NodeJS.Signals} signal
 */
const send = (child, isLeader, signal) => {
  if (!isLeader || child.pid === undefined) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group has ended.
  }
};

/**
 * Runs a program to its end, passing on the signals that ask this process to stop.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions & { onOutput?: (text: string) => void, killAfter?: number }} [options]
 *   with `killAfter`, the program and all that it started are killed that many milliseconds after the first signal.
 * @returns {Promise<{ code: number, interrupted: boolean }>} the exit code as a shell tells it (128 + signal).
 */
export const runChild = (program, args, { onOutput, killAfter, ...options } = {}) =>
  new Promise((resolve, reject) => {
    // Windows has no process groups.
    const isLeader = killAfter !== undefined && process.platform !== "win32";
    const child = spawn(program, args, { ...options, detached: isLeader });
    /** @type {NodeJS.Timeout | undefined} */
    let killing;
    let interrupted = false;
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      interrupted = true;
      send(child, isLeader, signal);
      if (killAfter === undefined) return;
      killing ??= setTimeout(() => send(child, isLeader, "SIGKILL"), killAfter);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const release = () => {
      clearTimeout(killing);
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => onOutput?.(text));
    }
    child.on("error", (error) => {
      release();
      reject(error);
    });
    child.on("close", (code, signal) => {
      release();
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), interrupted });
    });
  });
