import { rm } from "node:fs/promises";
import { join } from "node:path";
import { exclusively } from "../../stack/downloads/exclusively.ts";
import { ensureFreeSpace } from "./free-space.mjs";
import { countInstalled, HIDDEN_LOCK, isInstalled } from "./installed-packages.mjs";
import { progressLine } from "./progress-line.mjs";
import { runNpm } from "./run-npm.mjs";

const WHAT = "Installing packages";
/** Bytes that node_modules takes on Linux, rounded up. */
const NEEDED = 2_200_000_000;

const install = async (/** @type {string} */ root) => {
  await ensureFreeSpace({ what: WHAT, folder: root, needed: NEEDED, replaces: join(root, "node_modules") });
  // Without it an installation that breaks off is known to be one, whatever npm had removed by then.
  await rm(join(root, HIDDEN_LOCK), { force: true });
  const progress = progressLine(() => {
    const { done, total } = countInstalled(root);
    return `${WHAT}: ${done} of ${total}`;
  });
  try {
    await runNpm({
      what: WHAT,
      args: ["ci", "--include=dev", "--include=optional"],
      cwd: root,
      needs: `2.2 GB in ${root}`,
    });
  } finally {
    progress.stop();
  }
};

/**
 * Installs the packages of package-lock.json unless node_modules holds them. Two starts at once wait for each other.
 *
 * @param {{ root: string, say: (line: string) => void }} options
 * @throws {import("./bootstrap-error.mjs").BootstrapError} that says what to do.
 */
export const ensurePackages = async ({ root, say }) => {
  if (isInstalled(root)) return;
  await exclusively(
    join(root, ".cache", "install.lock"),
    async () => {
      if (!isInstalled(root)) await install(root);
    },
    { onWaiting: () => say("Waiting for another start that is installing packages …") },
  );
};
