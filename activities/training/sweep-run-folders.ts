import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describeError } from "../../domain/describe-error.ts";
import { measureFolder } from "./measure-folder.ts";

export interface SweepDependencies {
  /** `training` in DATA_DIR: each run has a folder in it, named by its run id. */
  readonly workFolder: string;
  /** Whether a run, or a later one of its workflow, is open. */
  readonly isOpen: (runId: string) => Promise<boolean>;
  /** Milliseconds for which a folder is kept after its last change. */
  readonly keepMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export interface Swept {
  readonly folders: number;
  readonly bytes: number;
  /** Folders that could not be removed, and why. */
  readonly failures: readonly { readonly folder: string; readonly reason: string }[];
}

/** Temporal's ids of runs; a folder of any other name is none of ours. */
const RUN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Folders that are really there: a symbolic link is not one. */
const runFolders = async (workFolder: string): Promise<string[]> => {
  const entries = await readdir(workFolder, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  });
  return entries.filter((entry) => entry.isDirectory() && RUN_ID.test(entry.name)).map(({ name }) => name);
};

/** Removes a folder unless it changed lately. Resolves to the bytes that are free again; `undefined` where it was kept. */
const removeOld = async (
  folder: string,
  { keepMs, now }: Pick<SweepDependencies, "keepMs" | "now">,
): Promise<number | undefined> => {
  const { bytes, changedAt } = await measureFolder(folder);
  if (now() - changedAt < keepMs) return undefined;
  await rm(folder, { recursive: true, force: true });
  return bytes;
};

/**
 * Removes the folders of training runs that are over: no other run reads their checkpoints. One that changed lately is
 * kept, for whoever looks into what failed.
 *
 * @throws what `isOpen` throws: nothing is removed that nobody vouches for.
 */
export const sweepRunFolders = async (dependencies: SweepDependencies): Promise<Swept> => {
  const { workFolder, isOpen, signal } = dependencies;
  const failures: { folder: string; reason: string }[] = [];
  const freed: number[] = [];
  for (const runId of await runFolders(workFolder)) {
    signal.throwIfAborted();
    if (await isOpen(runId)) continue;
    const folder = join(workFolder, runId);
    try {
      const bytes = await removeOld(folder, dependencies);
      if (bytes !== undefined) freed.push(bytes);
    } catch (error) {
      failures.push({ folder, reason: describeError(error) });
    }
  }
  return { folders: freed.length, bytes: freed.reduce((sum, bytes) => sum + bytes, 0), failures };
};
