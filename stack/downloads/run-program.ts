import { spawn } from "node:child_process";

/** Output that is kept for error messages, in characters. */
const KEPT = 2_000;

/**
 * Runs a program to its end and returns what it printed last.
 *
 * @throws {Error} when it cannot be started or ends with another code than 0, with the end of its standard error; the
 * signal's reason when aborted, after the program has ended.
 */
export const runProgram = (
  [program, ...args]: readonly [string, ...string[]],
  options: {
    readonly env?: NodeJS.ProcessEnv;
    readonly signal?: AbortSignal | undefined;
    /** Makes the reason of a failure out of what was printed. */
    readonly explain?: (printed: string) => string;
  } = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: options.env ?? process.env,
      ...(options.signal ? { signal: options.signal } : {}),
    });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-KEPT);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors = (errors + text).slice(-KEPT);
    });
    let failure: Error | undefined;
    child.on("error", (error) => {
      failure = error;
    });
    child.on("close", (code) => {
      if (options.signal?.aborted) reject(options.signal.reason);
      else if (failure) reject(failure);
      else if (code === 0) resolve(output);
      else {
        const { explain = (printed) => printed.trim() } = options;
        reject(new Error(`${program} ended with code ${code}: ${explain(errors || output)}`));
      }
    });
  });
