import { statfs } from "node:fs/promises";
import { bytesIn } from "../../stack/downloads/bytes-in.ts";
import { BootstrapError } from "./bootstrap-error.mjs";

const inGigabytes = (/** @type {number} */ bytes) => `${(bytes / 1e9).toFixed(1)} GB`;

/**
 * Makes sure that a disk has room, so that a failure comes before the work and not in the middle of it.
 *
 * @param {{ what: string, folder: string, needed: number, replaces?: string }} options `needed` in bytes; `replaces`
 *   is a folder whose room becomes free.
 * @throws {BootstrapError} that tells what is needed and what is there.
 */
export const ensureFreeSpace = async ({ what, folder, needed, replaces }) => {
  const { bavail, bsize, blocks } = await statfs(folder);
  const free = bavail * bsize;
  // Some file systems over a network do not tell.
  if (free >= needed || blocks === 0) return;
  const available = free + (replaces ? await bytesIn(replaces) : 0);
  if (available >= needed) return;
  throw new BootstrapError(
    `${what} needs ${inGigabytes(needed)} in ${folder}, but only ${inGigabytes(available)} are free there. Free some space, then start again.`,
  );
};
