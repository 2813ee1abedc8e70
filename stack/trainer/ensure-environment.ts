import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeError } from "../../domain/describe-error.ts";
import { SetupError } from "../../domain/errors.ts";
import { isDiskFull } from "../downloads/disk-full.ts";
import { exclusively } from "../downloads/exclusively.ts";
import { runProgram } from "../downloads/run-program.ts";
import { environmentKey, type TorchBuild } from "./environment-key.ts";
import { findUv } from "./find-uv.ts";
import { installEnvironment, pythonOf } from "./install-environment.ts";

/** Versions of Python that the trainer runs on. */
const PYTHON_VERSIONS = ">=3.11,<3.15";

/** Written as the last file of an environment. */
const MARKER = "complete.json";

export interface EnvironmentOptions {
  /** Folder of the trainer's sources, `trainer/`. */
  readonly trainer: string;
  /** See `cacheFolder`. */
  readonly cacheDir: string;
  /** A program or a version to take; any that fits when left out. */
  readonly python?: string | undefined;
  readonly torch: TorchBuild;
}

export interface EnvironmentRun {
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
}

/** Where the environment for these options is, made or not. */
export const environmentFolder = async (options: EnvironmentOptions): Promise<string> => {
  const { trainer, cacheDir, torch, python = PYTHON_VERSIONS } = options;
  const key = await environmentKey({ locks: join(trainer, "locks"), python, torch });
  return join(cacheDir, "trainer", key);
};

/** Whether an environment is whole and its Python, which may be the system's and have been updated away, still runs. */
export const isEnvironmentWhole = async (folder: string, signal?: AbortSignal): Promise<boolean> => {
  try {
    await readFile(join(folder, MARKER));
    await runProgram([pythonOf(folder), "-c", "pass"], { signal });
    return true;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
};

const setupError = (error: unknown, folder: string): SetupError => {
  if (error instanceof SetupError) return error;
  const advice = isDiskFull(error)
    ? "The disk is full: the trainer takes 6 GB there. Free some space, or set CACHE_DIR to a folder on another disk."
    : `It needs Python ${PYTHON_VERSIONS} (on PATH, named by TRAINER_PYTHON, or downloaded) and a package registry in reach; uv and pip take their own settings for that.`;
  return new SetupError(
    `The trainer's environment ${folder} could not be made: ${describeError(error)}\n${advice}`,
    { cause: error },
  );
};

const make = async (folder: string, options: EnvironmentOptions, run: EnvironmentRun): Promise<void> => {
  const { trainer, cacheDir, torch, python = PYTHON_VERSIONS } = options;
  const began = performance.now();
  try {
    // What a killed process left half made.
    await rm(folder, { recursive: true, force: true });
    const uv = await findUv({ cacheDir, ...run });
    await installEnvironment({ uv, folder, locks: join(trainer, "locks"), python, torch, ...run });
    const seconds = Math.round((performance.now() - began) / 1_000);
    await writeFile(join(folder, MARKER), JSON.stringify({ python, torch, seconds }));
    run.onNote(`the trainer is installed, after ${seconds} s`);
  } catch (error) {
    run.signal.throwIfAborted();
    throw setupError(error, folder);
  }
};

/**
 * The trainer's Python, with all its packages: made on first use, found afterwards. Processes that want it at the same
 * time wait for the one that makes it.
 *
 * @returns the path of the Python program.
 * @throws {SetupError} that says what is missing and what to do; the signal's reason when aborted.
 */
export const ensureEnvironment = async (
  options: EnvironmentOptions,
  run: EnvironmentRun,
): Promise<string> => {
  const folder = await environmentFolder(options);
  if (await isEnvironmentWhole(folder, run.signal)) return pythonOf(folder);
  await exclusively(
    `${folder}.lock`,
    async () => {
      if (!(await isEnvironmentWhole(folder, run.signal))) await make(folder, options, run);
    },
    { signal: run.signal, onWaiting: () => run.onNote("waiting for another process to install the trainer") },
  );
  return pythonOf(folder);
};
