import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { makeFolder } from "../../configs/make-folder.ts";

const RETRY_MS = 200;
const SQLITE_BUSY = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;

const tryLock = (database: DatabaseSync): boolean => {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
};

/**
 * Runs `work` while no other process (and nobody else in this one) runs under the same lock file. The lock is
 * SQLite's lock on that file: the system drops it when its holder dies, so a killed process leaves nothing stale.
 *
 * @param onWaiting called once when somebody else holds the lock.
 * @throws the signal's reason when aborted while waiting.
 */
export const exclusively = async <T>(
  lockFile: string,
  work: () => Promise<T>,
  options: { readonly onWaiting?: () => void; readonly signal?: AbortSignal | undefined } = {},
): Promise<T> => {
  await makeFolder(dirname(lockFile));
  const database = new DatabaseSync(lockFile);
  try {
    let told = false;
    while (!tryLock(database)) {
      if (!told) options.onWaiting?.();
      told = true;
      options.signal?.throwIfAborted();
      await setTimeout(RETRY_MS, undefined, { signal: options.signal });
    }
    return await work();
  } finally {
    database.close();
  }
};
