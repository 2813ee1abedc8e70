import { createHash } from "node:crypto";
import { lstat, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ChecksumError, NotFoundError } from "../../domain/errors.ts";
import type { Artefact } from "../../domain/registry/artefact.ts";
import { changedFile, missingArtefact } from "../artefact-errors.ts";
import type { ArtefactStore, PutOptions } from "../artefact-store.ts";
import { artefactId, hashFile, readHashed, requireFile, safeId, safePath } from "./artefact-files.ts";
import { copyArtefact } from "./copy-artefact.ts";
import { exists, onDisk, sync } from "./disk.ts";
import { hasErrorCode } from "./error-code.ts";
import { prepareFolder, removeWhole, temporaryPath } from "./temporary-folders.ts";

/** How a system says that there is something under the new name. */
const TAKEN = ["ENOTEMPTY", "EEXIST", "ENOTDIR"];

const isRegularFile = async (path: string): Promise<boolean> =>
  (await exists(path)) && (await lstat(path)).isFile();

/** Artefacts as folders named by their ids below one folder, which is made when it is missing. Processes may share it. */
export const createFilesystemArtefactStore = ({
  folder,
  now = Date.now,
}: {
  readonly folder: string;
  /** Milliseconds since 1970, to tell leftovers of killed writers; the system's clock by default. */
  readonly now?: () => number;
}): ArtefactStore => {
  let prepared: Promise<void> | undefined;
  const prepare = (): Promise<void> => {
    prepared ??= prepareFolder(folder, now).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };
  const folderOf = (artefact: Artefact): string => join(folder, safeId(artefact));

  const verify = async (artefact: Artefact, signal: AbortSignal): Promise<void> => {
    if (!(await exists(folderOf(artefact)))) throw missingArtefact(artefact);
    for (const file of artefact.files) {
      const path = join(folderOf(artefact), safePath(file.path));
      if (!(await isRegularFile(path))) throw missingArtefact(artefact, file.path);
      const found = await hashFile(path, signal);
      if (found !== file.sha256) throw changedFile(artefact, file, found);
    }
  };

  const isWhole = async (artefact: Artefact, signal: AbortSignal): Promise<boolean> => {
    try {
      await verify(artefact, signal);
      return true;
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof ChecksumError) return false;
      throw error;
    }
  };

  /** Gives a whole folder its name; resolves to whether the name was free. */
  const claim = async (temporary: string, artefact: Artefact): Promise<boolean> => {
    try {
      await rename(temporary, folderOf(artefact));
    } catch (error) {
      if (TAKEN.some((code) => hasErrorCode(error, code))) return false;
      throw error;
    }
    await sync(folder);
    return true;
  };

  /**
   * Publishes a whole folder. One that was there first stays, since others may have been promised it, unless it was
   * damaged: then this one heals it.
   */
  const publish = async (temporary: string, artefact: Artefact, signal: AbortSignal): Promise<void> => {
    if (await claim(temporary, artefact)) return;
    if (await isWhole(artefact, signal)) return;
    await removeWhole(folderOf(artefact), folder);
    // Where this fails, another process has just healed it.
    await claim(temporary, artefact);
  };

  const store = async (source: string, { kind, ...options }: PutOptions): Promise<Artefact> => {
    await prepare();
    const temporary = temporaryPath(folder);
    try {
      const files = await copyArtefact(source, temporary, options);
      const artefact = { id: artefactId(files), kind, files };
      await publish(temporary, artefact, options.signal);
      if (options.move) await removeWhole(source, folder);
      return artefact;
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  };

  return {
    put: (source, options) => onDisk(`artefacts (${folder})`, () => store(source, options)),
    fetch: async (artefact, signal) => {
      await verify(artefact, signal);
      return folderOf(artefact);
    },
    read: async function* (artefact, path, signal) {
      const file = requireFile(artefact, path);
      const stored = join(folderOf(artefact), safePath(path));
      if (!(await isRegularFile(stored))) throw missingArtefact(artefact, path);
      const hash = createHash("sha256");
      yield* readHashed(stored, hash, signal);
      const found = hash.digest("hex");
      if (found !== file.sha256) throw changedFile(artefact, file, found);
    },
    remove: async (artefact) => {
      if (!(await exists(folderOf(artefact)))) return false;
      await removeWhole(folderOf(artefact), folder);
      return true;
    },
  };
};
