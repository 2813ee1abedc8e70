import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describeError } from "../../domain/describe-error.ts";
import { runProgram } from "../downloads/run-program.ts";
import { LOCKS, pinnedTorch, type TorchBuild } from "./environment-key.ts";

/** Milliseconds between two looks at what is installed. */
const LOOK_EVERY = 5_000;

export interface Installation {
  readonly uv: string;
  /** Where the environment is made; nothing is there yet. */
  readonly folder: string;
  readonly locks: string;
  readonly python: string;
  readonly torch: TorchBuild;
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
}

/** The Python of an environment. */
export const pythonOf = (folder: string): string => join(folder, "bin", "python");

/** Packages in an environment so far. */
const countPackages = async (folder: string): Promise<number> => {
  const [lib] = await readdir(join(folder, "lib")).catch(() => []);
  if (!lib) return 0;
  const entries = await readdir(join(folder, "lib", lib, "site-packages")).catch(() => []);
  return entries.filter((name) => name.endsWith(".dist-info")).length;
};

/** Tells every few seconds how long the installation has been going on, and what is there. */
const watchInstallation = ({ folder, onNote }: Installation): Disposable => {
  const began = performance.now();
  const timer = setInterval(async () => {
    const packages = await countPackages(folder);
    const seconds = Math.round((performance.now() - began) / 1_000);
    onNote(`installing the trainer: ${packages} packages after ${seconds} s`);
  }, LOOK_EVERY);
  return { [Symbol.dispose]: () => clearInterval(timer) };
};

/** uv takes indexes, proxies and caches from the user's own settings. */
const uv = (installation: Installation, ...args: string[]): Promise<string> =>
  runProgram([installation.uv, ...args], { signal: installation.signal });

const install = (installation: Installation, ...args: string[]): Promise<string> =>
  uv(installation, "pip", "install", "--quiet", "--python", pythonOf(installation.folder), ...args);

const locked = (locks: string, name: string): string[] => ["--require-hashes", "-r", join(locks, name)];

const installTorch = async (installation: Installation): Promise<void> => {
  const { locks, torch, signal, onNote } = installation;
  if (torch === "cpu") {
    try {
      // What it needs on a processor stands in the other lock file.
      await install(installation, "--no-deps", "--torch-backend", "cpu", await pinnedTorch(locks));
      return;
    } catch (error) {
      signal.throwIfAborted();
      const [reason] = describeError(error).split("\n");
      onNote(`PyTorch's small build for processors is out of reach, the large one is taken: ${reason}`);
    }
  }
  await install(installation, "--no-deps", ...locked(locks, LOCKS.torch));
};

/**
 * Makes the trainer's environment: Python, which uv finds or downloads, and the packages of the lock files.
 *
 * @throws {Error} with uv's words when a step fails; the signal's reason when aborted.
 */
export const installEnvironment = async (installation: Installation): Promise<void> => {
  const { folder, locks, python, onNote } = installation;
  onNote("installing the trainer: Python");
  await uv(installation, "venv", "--quiet", "--python", python, folder);
  onNote("installing the trainer: packages");
  using _ = watchInstallation(installation);
  await install(installation, "--no-deps", ...locked(locks, LOCKS.packages));
  await installTorch(installation);
  await install(
    installation,
    "--no-deps",
    "--target",
    join(folder, "converter"),
    ...locked(locks, LOCKS.converter),
  );
};
