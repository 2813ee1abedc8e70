import { randomUUID } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../../configs/make-folder.ts";
import { hasErrorCode } from "./error-code.ts";

/** What a killed process left behind is removed when it is so old that nobody can still be writing it. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1_000;
const TEMPORARY = ".part-";

/** A path below `folder` for what is not whole yet, or no longer; what is there when it ends is removed some day. */
export const temporaryPath = (folder: string): string => join(folder, `${TEMPORARY}${randomUUID()}`);

/** Takes a folder away at once, then deletes it: nobody ever sees half of it. */
export const removeWhole = async (path: string, folder: string): Promise<void> => {
  const temporary = temporaryPath(folder);
  try {
    await rename(path, temporary);
  } catch (error) {
    if (hasErrorCode(error, "ENOENT")) return;
    // Another disk, or a mount point.
    if (!hasErrorCode(error, "EXDEV") && !hasErrorCode(error, "EBUSY")) throw error;
    return rm(path, { recursive: true, force: true });
  }
  await rm(temporary, { recursive: true, force: true });
};

/** Makes a folder where it is missing, and removes what killed processes left in it more than a day ago. */
export const prepareFolder = async (folder: string, now: () => number): Promise<void> => {
  await makeFolder(folder);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(TEMPORARY)) continue;
    const path = join(folder, name);
    // One that has just been removed by its writer is nobody's leftover.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now() }));
    if (now() - mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
};
