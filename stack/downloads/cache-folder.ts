import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * The folder for downloads that can be had again: `CACHE_DIR`, else `llm-twin` in the user's cache folder
 * (`XDG_CACHE_HOME`, else `~/.cache`). It need not exist yet.
 */
export const cacheFolder = (
  settings: { readonly cacheDir?: string | undefined },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string => {
  if (settings.cacheDir) return resolve(settings.cacheDir);
  const { XDG_CACHE_HOME, HOME } = environment;
  return resolve(XDG_CACHE_HOME || join(HOME || homedir(), ".cache"), "llm-twin");
};
