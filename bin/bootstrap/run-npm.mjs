import { basename } from "node:path";
import { BootstrapError, npmFailure } from "./bootstrap-error.mjs";
import { runChild } from "./run-child.mjs";

/** Milliseconds that npm has to end by itself; undoing a large installation takes it far longer. */
const KILL_AFTER = 3_000;

const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
// npm would wait for 70 s before it says that its registry cannot be reached; these are 6 s.
const fewRetries = ["--fetch-retries=2", "--fetch-retry-mintimeout=2000", "--fetch-retry-factor=2"];

/** The npm that started us, run by this very Node; else the one on PATH. */
const npmCommand = () => {
  const started = process.env.npm_execpath;
  return started && basename(started) === "npm-cli.js" ? [process.execPath, started] : ["npm"];
};

/**
 * Runs npm without showing its output.
 *
 * @param {{ what: string, args: readonly string[], cwd: string, needs: string }} options `what` is being done and the
 *   disk space that it `needs` are for the error: "Installing packages", "2.3 GB in /home/me/twin".
 * @throws {BootstrapError} that says what failed and what to do.
 */
export const runNpm = async ({ what, args, cwd, needs }) => {
  const [program = "npm", ...first] = npmCommand();
  let output = "";
  const onOutput = (/** @type {string} */ text) => {
    output += text;
  };
  const { code, interrupted } = await runChild(program, [...first, ...args, ...quiet, ...fewRetries], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    onOutput,
    killAfter: KILL_AFTER,
  }).catch((error) => {
    throw new BootstrapError(
      `${what} failed: ${program} cannot be run (${error.message}). Install npm, then start again.`,
    );
  });
  if (interrupted) throw new BootstrapError(`${what} was interrupted; the next start does it again.`);
  if (code !== 0) throw npmFailure(what, output, needs);
};
