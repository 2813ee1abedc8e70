import { mkdtemp, rmdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes sure that something can be made in a folder, by an empty folder that is gone afterwards: by its permissions alone
 * root may write anywhere, and nobody can in /proc.
 *
 * @throws what the operating system says against it.
 */
export const tryWriting = async (folder: string): Promise<void> => {
  await rmdir(await mkdtemp(join(folder, ".try-writing-")));
};
