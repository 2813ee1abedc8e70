import { constants } from "node:fs";
import { copyFile, link, mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ArtefactFile } from "../../domain/registry/artefact.ts";
import type { PutOptions } from "../artefact-store.ts";
import { hashFile, listFiles } from "./artefact-files.ts";
import { sync } from "./disk.ts";
import { hasErrorCode } from "./error-code.ts";

/** Another disk, or one that knows no links. */
const NO_LINK = ["EXDEV", "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

const copy = (from: string, to: string): Promise<void> => copyFile(from, to, constants.COPYFILE_FICLONE);

/** Gives a file a second name where that is possible: until the source goes, nothing can be lost. */
const linkOrCopy = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
  } catch (error) {
    if (!NO_LINK.some((code) => hasErrorCode(error, code))) throw error;
    await copy(from, to);
  }
};

/**
 * Brings every file of a folder to another one, which is on the disk when this resolves, and leaves the source as it
 * is.
 *
 * @returns the files with the SHA-256 of what was brought, which is what counts, whatever the source became meanwhile.
 */
export const copyArtefact = async (
  source: string,
  target: string,
  { signal, move = false, onProgress }: Omit<PutOptions, "kind">,
): Promise<ArtefactFile[]> => {
  const files: ArtefactFile[] = [];
  const folders = new Set([target]);
  let done = 0;
  for (const path of await listFiles(source)) {
    signal.throwIfAborted();
    const to = join(target, path);
    for (let folder = dirname(to); folder !== target; folder = dirname(folder)) folders.add(folder);
    await mkdir(dirname(to), { recursive: true });
    await (move ? linkOrCopy : copy)(join(source, path), to);
    const sha256 = await hashFile(to, signal, (bytes) => {
      done += bytes;
      onProgress?.(done);
    });
    await sync(to);
    files.push({ path, sha256, bytes: (await stat(to)).size });
  }
  for (const folder of folders) await sync(folder);
  return files;
};
