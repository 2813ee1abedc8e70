import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { projectRoot } from "../../../configs/environment.ts";

export interface TwinRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `twin` command as a process of its own, away from a developer's settings. */
export const startTwin = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(projectRoot, "bin", "twin.mjs"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH, HOME, API_KEYS: "", DATA_DIR: "/nonexistent", ...env },
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", (code) => resolve(code));
  });
  const result = Promise.all([ended, text(child.stdout), text(child.stderr)]).then(
    ([code, stdout, stderr]): TwinRun => ({ code, stdout, stderr }),
  );
  return { child, result };
};

export const runTwin = (args: readonly string[], env?: Readonly<Record<string, string>>): Promise<TwinRun> =>
  startTwin(args, env).result;
