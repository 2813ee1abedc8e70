import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** What is in a folder. */
export interface Measured {
  /** Bytes that its removal frees; files that have another name elsewhere free nothing. */
  readonly bytes: number;
  /** When the newest of its files was written, or the folder itself where there is none; ms since 1970. */
  readonly changedAt: number;
}

const filesOf = async function* (folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // What a symbolic link leads to is not part of the folder.
    if (entry.isDirectory()) yield* filesOf(path);
    else yield path;
  }
};

/** Adds up the files of a folder without following symbolic links. Throws what the file system does. */
export const measureFolder = async (folder: string): Promise<Measured> => {
  let bytes = 0;
  let newest: number | undefined;
  for await (const file of filesOf(folder)) {
    const { size, nlink, mtimeMs } = await lstat(file);
    bytes += nlink > 1 ? 0 : size;
    newest = Math.max(newest ?? 0, mtimeMs);
  }
  return { bytes, changedAt: newest ?? (await lstat(folder)).mtimeMs };
};
