import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What npm writes last when it has installed everything. */
export const HIDDEN_LOCK = join("node_modules", ".package-lock.json");

const readPackages = (/** @type {string} */ file) => {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return {};
  }
};

const allows = (/** @type {string[] | undefined} */ list, /** @type {string} */ here) =>
  !list || list.includes(here) || (list.every((name) => name.startsWith("!")) && !list.includes(`!${here}`));

/** Whether a package of the lock file is for this system at all. */
const isForHere = (/** @type {{ os?: string[], cpu?: string[] }} */ entry) =>
  allows(entry.os, process.platform) && allows(entry.cpu, process.arch);

/**
 * Whether node_modules holds exactly the versions of package-lock.json; what is optional may be missing.
 *
 * @param {string} root
 */
export const isInstalled = (root) => {
  const wanted = Object.entries(readPackages(join(root, "package-lock.json"))).filter(
    ([path]) => path !== "",
  );
  const held = readPackages(join(root, HIDDEN_LOCK));
  return wanted.every(([path, { version, optional, devOptional, peer }]) => {
    const found = held[path];
    return found ? found.version === version : Boolean(optional || devOptional || peer);
  });
};

/**
 * How many of the lock file's packages for this system are in node_modules already.
 *
 * @param {string} root
 */
export const countInstalled = (root) => {
  const paths = Object.entries(readPackages(join(root, "package-lock.json")))
    .filter(([path, entry]) => path !== "" && isForHere(entry))
    .map(([path]) => path);
  return {
    done: paths.filter((path) => existsSync(join(root, path, "package.json"))).length,
    total: paths.length,
  };
};
