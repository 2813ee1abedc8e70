import { delimiter, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "./bootstrap-error.mjs";
import { cacheFolder } from "./cache-folder.mjs";
import { ensureNode } from "./ensure-node.mjs";
import { keepCompiled } from "./keep-compiled.mjs";
import { isRecentEnough } from "./node-release.mjs";
import { runChild } from "./run-child.mjs";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

const say = (/** @type {string} */ line) => console.error(line);

/** Runs the same script again under a Node that is recent enough. */
const restart = async (/** @type {string} */ script) => {
  const node = await ensureNode({ cache: cacheFolder(root), root, say });
  const { code } = await runChild(node, [script, ...process.argv.slice(2)], {
    // The channel's end tells the other process when this one is killed.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  process.exitCode = code;
};

/** Lets a process that `restart` began end with the one that began it. */
const followParent = () => {
  process.channel?.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
};

/** Ends this process when the npm that runs it as a script is gone, however that ended. */
const watchNpm = () => {
  const parent = process.ppid;
  const watch = () => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  };
  setInterval(watch, 1_000).unref();
};

/**
 * Makes sure of a recent Node and of the installed packages, then goes on with `main`, which may import them.
 *
 * @param {string} script the calling file's `import.meta.url`.
 * @param {() => Promise<unknown>} main
 */
export const bootstrap = async (script, main) => {
  try {
    if (process.env.npm_lifecycle_event) watchNpm();
    if (!isRecentEnough(process.versions.node)) {
      await restart(fileURLToPath(script));
      return;
    }
    if (process.channel) followParent();
    // What is started from here on by the name of `node` is this one.
    process.env.PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
    await keepCompiled(cacheFolder(root));
    const { ensurePackages } = await import("./ensure-packages.mjs");
    await ensurePackages({ root, say });
    await main();
  } catch (error) {
    report(error);
  }
};
