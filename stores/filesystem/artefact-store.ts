import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ChecksumError, NotFoundError, UnavailableError } from "../../domain/errors.ts";
import type { Artefact, ArtefactFile } from "../../domain/registry/artefact.ts";
import { sha256Schema } from "../../domain/registry/artefact.ts";
import type { ArtefactStore, PutOptions } from "../artefact-store.ts";
import { artefactId, hashFile, listFiles, readHashed, safePath } from "./artefact-files.ts";
import { hasErrorCode } from "./error-code.ts";

/** A folder that a killed writer left behind is removed when it is so old that nobody can still be writing it. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1_000;
const TEMPORARY = ".part-";

const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasErrorCode(error, "ENOENT")) return false;
    throw error;
  }
};

const sync = async (path: string): Promise<void> => {
  await using handle = await open(path, "r");
  await handle.sync();
};

const missing = (artefact: Artefact, path?: string): NotFoundError =>
  new NotFoundError(
    `There is no ${artefact.kind} artefact ${artefact.id.slice(0, 12)}${path ? ` with a file ${path}` : ""} in this store. Was it removed, or is DATA_DIR another one than where it was made?`,
  );

const changed = (artefact: Artefact, { path, sha256 }: ArtefactFile, found: string): ChecksumError =>
  new ChecksumError(
    `The file ${path} of the ${artefact.kind} artefact ${artefact.id.slice(0, 12)} is not what was stored: its SHA-256 is ${found}, not ${sha256}. Restore it from a backup, or make the version again.`,
  );

/** Brings one file under the store's folder; its content is on the disk when this resolves. */
const bring = async (from: string, to: string, move: boolean): Promise<void> => {
  await mkdir(dirname(to), { recursive: true });
  if (move) {
    try {
      await rename(from, to);
      return await sync(to);
    } catch (error) {
      // Another disk: copied then.
      if (!hasErrorCode(error, "EXDEV")) throw error;
    }
  }
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await sync(to);
};

const removeAbandoned = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(TEMPORARY)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
};

/** Artefacts as folders named by their ids below one folder, which is made when it is missing. Processes may share it. */
export const createFilesystemArtefactStore = ({ folder }: { readonly folder: string }): ArtefactStore => {
  /** @throws {z.ZodError} for an id that is no SHA-256: no other name becomes a path. */
  const folderOf = ({ id }: Artefact): string => join(folder, sha256Schema.parse(id));

  const verify = async (artefact: Artefact, signal: AbortSignal): Promise<void> => {
    for (const file of artefact.files) {
      const path = join(folderOf(artefact), safePath(file.path));
      if (!(await exists(path))) throw missing(artefact, file.path);
      const found = await hashFile(path, signal);
      if (found !== file.sha256) throw changed(artefact, file, found);
    }
  };

  const store = async (source: string, { kind, signal, move, onProgress }: PutOptions): Promise<Artefact> => {
    await mkdir(folder, { recursive: true });
    await removeAbandoned(folder);
    const temporary = join(folder, `${TEMPORARY}${randomUUID()}`);
    try {
      const files: ArtefactFile[] = [];
      let done = 0;
      for (const path of await listFiles(source)) {
        signal.throwIfAborted();
        const target = join(temporary, path);
        await bring(join(source, path), target, move ?? false);
        // What is hashed is what is kept, not what it was copied from.
        const sha256 = await hashFile(target, signal, (bytes) => {
          done += bytes;
          onProgress?.(done);
        });
        files.push({ path, sha256, bytes: (await stat(target)).size });
      }
      const artefact = { id: artefactId(files), kind, files };
      await publish(temporary, folderOf(artefact));
      return artefact;
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  };

  /** Gives a whole folder its name; one that has it already holds the same content. */
  const publish = async (temporary: string, target: string): Promise<void> => {
    if (await exists(target)) return;
    try {
      await rename(temporary, target);
    } catch (error) {
      if (!hasErrorCode(error, "ENOTEMPTY") && !hasErrorCode(error, "EEXIST")) throw error;
    }
    await sync(folder);
  };

  return {
    put: async (source, options) => {
      try {
        return await store(source, options);
      } catch (error) {
        if (!hasErrorCode(error, "ENOSPC") && !hasErrorCode(error, "EDQUOT")) throw error;
        throw new UnavailableError(
          `The disk that keeps artefacts (${folder}) is full: free some space. Nothing of the ${options.kind} artefact was kept.`,
          { cause: error },
        );
      }
    },
    fetch: async (artefact, signal) => {
      if (!(await exists(folderOf(artefact)))) throw missing(artefact);
      await verify(artefact, signal);
      return folderOf(artefact);
    },
    read: async function* (artefact, path, signal) {
      const file = artefact.files.find((candidate) => candidate.path === path);
      if (!file) throw missing(artefact, path);
      const stored = join(folderOf(artefact), safePath(path));
      if (!(await exists(stored))) throw missing(artefact, path);
      const hash = createHash("sha256");
      yield* readHashed(stored, hash, signal);
      const found = hash.digest("hex");
      if (found !== file.sha256) throw changed(artefact, file, found);
    },
    remove: async (artefact) => {
      const target = folderOf(artefact);
      if (!(await exists(target))) return false;
      await rm(target, { recursive: true, force: true });
      return true;
    },
  };
};
