/** A failure that the user can mend: shown as its message alone. */
export class BootstrapError extends Error {}

const UNREACHABLE = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;
const DISK_FULL = /ENOSPC|EDQUOT|no space left|quota exceeded/i;

/**
 * Turns the output of an npm that failed into an error that says what to do.
 *
 * @param {string} what what was being done, such as "Installing packages".
 * @param {string} output what npm printed.
 */
export const npmFailure = (what, output) => {
  if (DISK_FULL.test(output)) {
    return new BootstrapError(
      `${what} failed: the disk is full. Free some space (2 GB are enough), then start again.`,
    );
  }
  if (UNREACHABLE.test(output)) {
    return new BootstrapError(
      `${what} failed: npm's registry cannot be reached (${UNREACHABLE.exec(output)?.[0]}). Check the network and \`npm config get registry\`, then start again.`,
    );
  }
  const reasons = output
    .split("\n")
    .filter((line) => /^npm (error|ERR!) /.test(line) && !/complete log/.test(line));
  const shown = (reasons.length > 0 ? reasons : output.split("\n")).slice(0, 8).join("\n");
  return new BootstrapError(`${what} failed:\n${shown.trim()}`);
};

/**
 * Prints what ended the bootstrap: one message for what a user can mend, all there is for a defect.
 *
 * @param {unknown} error
 */
export const report = (error) => {
  console.error(error instanceof BootstrapError ? error.message : error);
  process.exitCode = 1;
};
