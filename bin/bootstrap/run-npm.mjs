import { basename } from "node:path";
import { BootstrapError, npmFailure } from "./bootstrap-error.mjs";
import { runChild } from "./run-child.mjs";

/** The npm that started us, run by this very Node; else the one on PATH. */
const npmCommand = () => {
  const started = process.env.npm_execpath;
  return started && basename(started) === "npm-cli.js" ? [process.execPath, started] : ["npm"];
};

/**
 * Runs npm without showing its output.
 *
 * @param {string} what what is being done, for the error: "Installing packages".
 * @param {readonly string[]} args
 * @param {string} cwd
 * @throws {BootstrapError} that says what failed and what to do.
 */
export const runNpm = async (what, args, cwd) => {
  const [program = "npm", ...first] = npmCommand();
  let output = "";
  const onOutput = (/** @type {string} */ text) => {
    output += text;
  };
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const { code, interrupted } = await runChild(program, [...first, ...args, ...quiet], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    onOutput,
  }).catch((error) => {
    throw new BootstrapError(
      `${what} failed: ${program} cannot be run (${error.message}). Install npm, then start again.`,
    );
  });
  if (interrupted) throw new BootstrapError(`${what} was interrupted; the next start does it again.`);
  if (code !== 0) throw npmFailure(what, output);
};
