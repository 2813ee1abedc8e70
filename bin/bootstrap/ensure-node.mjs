import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { BootstrapError } from "./bootstrap-error.mjs";
import { MINIMUM, releaseFor } from "./node-release.mjs";
import { runNpm } from "./run-npm.mjs";

const platform = `${process.platform}-${process.arch}`;
const tooOld = `Node ${process.versions.node} is too old: ${MINIMUM.join(".")} or newer is needed.`;

/** Whether a cached Node runs here; a cache may come from another system. */
const runs = (/** @type {string} */ node) => {
  try {
    execFileSync(node, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

const verify = async (/** @type {string} */ tarball, /** @type {string} */ integrity) => {
  const hash = createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64");
  if (`sha512-${hash}` !== integrity) {
    throw new BootstrapError(
      `${tarball} is not what was expected: its SHA-512 is ${hash}, not ${integrity.slice(7)}.`,
    );
  }
};

/**
 * @param {{ package: string, version: string, integrity: string }} release
 * @param {string} folder where it shall be
 * @param {string} root
 */
const fetchNode = async (release, folder, root) => {
  await mkdir(join(folder, ".."), { recursive: true });
  const staging = await mkdtemp(`${folder}.partial-`);
  try {
    const spec = `${release.package}@${release.version}`;
    await runNpm(`Fetching Node (npm package ${spec})`, ["pack", spec, "--pack-destination", staging], root);
    const tarball = (await readdir(staging)).find((name) => name.endsWith(".tgz"));
    if (!tarball) throw new BootstrapError(`npm pack ${spec} left no file in ${staging}.`);
    await verify(join(staging, tarball), release.integrity);
    await promisify(execFile)("tar", ["-xzf", join(staging, tarball), "-C", staging, "package/bin/node"]);
    // One that another start put there meanwhile is as good.
    await rename(join(staging, "package"), folder).catch((error) => {
      if (!existsSync(join(folder, "bin", "node"))) throw error;
    });
  } catch (error) {
    if (error instanceof Error && /ENOSPC|No space left/i.test(error.message)) {
      throw new BootstrapError(
        `No space left for Node in ${folder}. Free 400 MB there, or set CACHE_DIR to another disk.`,
      );
    }
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
};

/**
 * Finds a Node that is recent enough in the cache, or fetches one from npm, saying so.
 *
 * @param {{ cache: string, root: string, say: (line: string) => void }} options
 * @returns {Promise<string>} the program's path.
 * @throws {BootstrapError} where none can be had; it says what to do.
 */
export const ensureNode = async ({ cache, root, say }) => {
  const release = releaseFor(platform);
  if (!release) {
    throw new BootstrapError(
      `${tooOld} None is known for ${platform}: install one from https://nodejs.org, then start again.`,
    );
  }
  const folder = join(cache, `node-${release.version}`);
  const node = join(folder, "bin", "node");
  if (runs(node)) return node;
  await rm(folder, { recursive: true, force: true });
  say(`${tooOld} Fetching Node ${release.version} from npm into ${folder} …`);
  await fetchNode(release, folder, root);
  if (!runs(node)) {
    throw new BootstrapError(
      `${node} does not run on this system. Install Node ${MINIMUM.join(".")} or newer from https://nodejs.org, then start again.`,
    );
  }
  return node;
};
