import { lstat, open } from "node:fs/promises";
import { UnavailableError } from "../../domain/errors.ts";
import { hasErrorCode } from "./error-code.ts";

/** Whether there is something at a path. */
export const exists = async (path: string): Promise<boolean> => {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (hasErrorCode(error, "ENOENT") || hasErrorCode(error, "ENOTDIR")) return false;
    throw error;
  }
};

/** Makes a file's content, or the names in a folder, survive a power cut. */
export const sync = async (path: string): Promise<void> => {
  await using handle = await open(path, "r");
  await handle.sync();
};

/** Runs what writes to a disk. @throws {UnavailableError} when that is full; `kept` says what it keeps. */
export const onDisk = async <T>(kept: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!hasErrorCode(error, "ENOSPC") && !hasErrorCode(error, "EDQUOT")) throw error;
    throw new UnavailableError(
      `The disk that keeps ${kept} is full: free some space, then try again. Nothing half-written was kept.`,
      { cause: error },
    );
  }
};
