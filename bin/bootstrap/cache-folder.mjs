import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";

const readDotEnv = (/** @type {string} */ root) => {
  try {
    return parseEnv(readFileSync(join(root, ".env"), "utf8"));
  } catch {
    return {};
  }
};

/**
 * The folder for downloads that can be had again, where `stack/downloads/cache-folder.ts` puts it too.
 *
 * @param {string} root the project's folder, for its `.env`.
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 */
export const cacheFolder = (root, environment = process.env) => {
  const { CACHE_DIR, XDG_CACHE_HOME, HOME } = { ...readDotEnv(root), ...environment };
  if (CACHE_DIR) return resolve(root, CACHE_DIR);
  return resolve(XDG_CACHE_HOME || join(HOME || homedir(), ".cache"), "llm-twin");
};
