import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { BootstrapError, saysDiskFull } from "./bootstrap-error.mjs";
import { MINIMUM, releaseFor } from "./node-release.mjs";
import { progressLine } from "./progress-line.mjs";
import { runNpm } from "./run-npm.mjs";
import { tryMaking } from "./try-making.mjs";

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

/** Takes the program out of npm's package. */
const unpackNode = async (/** @type {string} */ tarball, /** @type {string} */ into) => {
  // Other languages' words for a full disk would not be understood.
  const env = { ...process.env, LC_ALL: "C" };
  await promisify(execFile)("tar", ["-xzf", tarball, "-C", into, "package/bin/node"], { env });
};

/**
 * @param {{ package: string, version: string, integrity: string }} release
 * @param {string} folder where it shall be
 * @param {string} root
 */
const fetchNode = async (release, folder, root) => {
  await tryMaking(dirname(folder));
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}.partial-`);
  try {
    const spec = `${release.package}@${release.version}`;
    await runNpm({
      what: `Fetching Node (npm package ${spec})`,
      args: ["pack", spec, "--pack-destination", staging],
      cwd: root,
      needs: `400 MB in ${folder}`,
    });
    const tarball = (await readdir(staging)).find((name) => name.endsWith(".tgz"));
    if (!tarball) throw new BootstrapError(`npm pack ${spec} left no file in ${staging}.`);
    await verify(join(staging, tarball), release.integrity);
    await unpackNode(join(staging, tarball), staging);
    // One that another start put there meanwhile is as good.
    await rename(join(staging, "package"), folder).catch((error) => {
      if (!existsSync(join(folder, "bin", "node"))) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
};

/** Turns whatever ended the fetching of Node into an error that says what to do. */
const nodeFailure = (/** @type {unknown} */ error, /** @type {string} */ folder) => {
  if (error instanceof BootstrapError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (saysDiskFull(message)) {
    return new BootstrapError(
      `No space left for Node in ${folder}. Free 400 MB there, or set CACHE_DIR to another disk, then start again.`,
    );
  }
  return new BootstrapError(
    `Node could not be put into ${folder}: ${message.trim()}\nMend this or set CACHE_DIR to another folder, or install Node ${MINIMUM.join(".")} or newer from https://nodejs.org; then start again.`,
  );
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
  say(`${tooOld} Fetching Node ${release.version} from npm into ${folder} …`);
  const progress = progressLine(() => `Fetching Node ${release.version}`);
  try {
    await rm(folder, { recursive: true, force: true });
    await fetchNode(release, folder, root);
  } catch (error) {
    throw nodeFailure(error, folder);
  } finally {
    progress.stop();
  }
  if (!runs(node)) {
    throw new BootstrapError(
      `${node} does not run on this system. Install Node ${MINIMUM.join(".")} or newer from https://nodejs.org, then start again.`,
    );
  }
  return node;
};
