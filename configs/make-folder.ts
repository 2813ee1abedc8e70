import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/**
 * Makes a folder that a setting names, with those above it that are missing. Node's own recursive `mkdir` tries for ever,
 * on a thread that nothing ends, where a file system says that a folder is missing which is there, as Linux does in /proc.
 *
 * @throws what the operating system says of the folder that cannot be made.
 */
export const makeFolder = async (folder: string): Promise<void> => {
  const path = resolve(folder);
  if (await isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  try {
    await mkdir(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!(await isFolder(path))) throw error;
  }
};
