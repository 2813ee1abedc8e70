import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { describeError } from "../domain/describe-error.ts";
import { SetupError } from "../domain/errors.ts";
import { exclusively } from "./downloads/exclusively.ts";
import { runProgram } from "./downloads/run-program.ts";

const SKIPPED = new Set(["dist", "node_modules"]);

const filesUnder = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !SKIPPED.has(entry.name))
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? filesUnder(path) : [path];
      }),
  );
  return nested.flat().sort();
};

/** SHA-256 (hex) over everything that the web UI is built from. */
export const uiSourceHash = async (root: string): Promise<string> => {
  const hash = createHash("sha256");
  for (const file of [join(root, "package-lock.json"), ...(await filesUnder(join(root, "ui")))]) {
    hash
      .update(relative(root, file))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
  }
  return hash.digest("hex");
};

/**
 * Builds the web UI into `ui/dist` unless what is there was built from the same sources.
 *
 * @param root the project's folder.
 * @returns whether it had to be built.
 * @throws {SetupError} with the builder's message when the build fails; the signal's reason when aborted.
 */
export const buildUi = async (root: string, signal?: AbortSignal): Promise<boolean> => {
  const stamp = join(root, "ui", "dist", ".built-from");
  const isCurrent = async (hash: string): Promise<boolean> =>
    (await readFile(stamp, "utf8").catch(() => "")) === hash;
  const hash = await uiSourceHash(root);
  if (await isCurrent(hash)) return false;
  return exclusively(
    join(root, ".cache", "ui-build.lock"),
    async () => {
      if (await isCurrent(hash)) return false;
      const vite = join(root, "node_modules", "vite", "bin", "vite.js");
      try {
        await runProgram([process.execPath, vite, "build", join(root, "ui"), "--logLevel", "warn"], {
          // What fails is shown in one message, on terminals and in logs.
          env: { ...process.env, NO_COLOR: "1" },
          signal,
        });
      } catch (error) {
        signal?.throwIfAborted();
        throw new SetupError(`The web UI cannot be built: ${describeError(error)}`, { cause: error });
      }
      await writeFile(stamp, hash);
      return true;
    },
    { signal },
  );
};
