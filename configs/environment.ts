import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL("..", import.meta.url));

/**
 * The environment together with the project's `.env`, which gives way to it. Relative folders are relative to the
 * project, wherever a command is called.
 */
export const readEnvironment = async (
  environment: Readonly<Record<string, string | undefined>> = process.env,
  root: string = projectRoot,
): Promise<Record<string, string | undefined>> => {
  const file = await readFile(join(root, ".env"), "utf8").catch(() => "");
  const joined: Record<string, string | undefined> = { ...parseEnv(file), ...environment };
  const { CACHE_DIR, DATA_DIR } = joined;
  return {
    ...joined,
    DATA_DIR: resolve(root, DATA_DIR || "data"),
    ...(CACHE_DIR ? { CACHE_DIR: resolve(root, CACHE_DIR) } : {}),
  };
};
