/** A failure that the user can mend: shown as its message alone. */
export class BootstrapError extends Error {}

const UNREACHABLE = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;
// The last is what tar says of a disk that filled up in the middle of a block.
const DISK_FULL = /ENOSPC|EDQUOT|no space left|quota exceeded|wrote only \d+ of \d+ bytes/i;

/** Whether what a program printed says that the disk (or the user's part of it) is full. */
export const saysDiskFull = (/** @type {string} */ output) => DISK_FULL.test(output);

/**
 * Turns the output of an npm that failed into an error that says what to do.
 *
 * @param {string} what what was being done, such as "Installing packages".
 * @param {string} output what npm printed.
 * @param {string} needs the space that it takes, such as "2.3 GB in /home/me/twin".
 */
export const npmFailure = (what, output, needs) => {
  if (saysDiskFull(output)) {
    return new BootstrapError(
      `${what} failed: the disk is full. It takes ${needs}, and room for npm's cache (\`npm config get cache\`). Free some space, then start again.`,
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
