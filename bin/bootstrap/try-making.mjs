import { existsSync } from "node:fs";
import { mkdtemp, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Makes sure that a folder is there or can be made, by an empty folder in the nearest one that is there. Node's own
 * recursive `mkdir` tries for ever where a file system says that a folder is missing which is there, as Linux does in /proc.
 *
 * @param {string} folder
 * @throws what the operating system says against it.
 */
export const tryMaking = async (folder) => {
  if (existsSync(folder)) return;
  let nearest = dirname(folder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  await rmdir(await mkdtemp(join(nearest, ".try-making-")));
};
