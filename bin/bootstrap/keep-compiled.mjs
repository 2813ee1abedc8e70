import { join } from "node:path";
import { tryMaking } from "./try-making.mjs";

/**
 * Has this process and those it starts keep the compiled form of their modules in the cache: a start spends a third less
 * time on loading them. A folder that cannot be written to is no error; nothing is kept then.
 *
 * @param {string} cache see `cacheFolder`.
 */
export const keepCompiled = async (cache) => {
  if (process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) return;
  const folder = join(cache, "compiled");
  try {
    await tryMaking(folder);
  } catch {
    return;
  }
  // A Node that is too old, which reads this file as well, cannot import the function by its name.
  const { enableCompileCache } = await import("node:module");
  enableCompileCache(folder);
  process.env.NODE_COMPILE_CACHE = folder;
};
