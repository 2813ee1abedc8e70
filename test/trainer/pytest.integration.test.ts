import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectRoot } from "../../configs/environment.ts";
import { describeError } from "../../domain/describe-error.ts";
import { runProgram } from "../../stack/downloads/run-program.ts";
import { findUv } from "../../stack/trainer/find-uv.ts";
import { openTrainerPython, type TrainerPython } from "../support/trainer-python.ts";

/** Milliseconds for all tests. */
const WITHIN = 600_000;
const MAX_OUTPUT = 2 ** 26;

const trainer = join(projectRoot, "trainer");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-pytest-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Puts pytest beside the worker's environment, which is left as it is, and returns its folder. */
const installPytest = async ({ python, cacheDir }: TrainerPython): Promise<string> => {
  const uv = await findUv({ cacheDir, signal: new AbortController().signal, onNote: () => {} });
  const packages = join(folder, "packages");
  const lock = join(trainer, "locks", "test.lock");
  const options = ["--quiet", "--no-deps", "--require-hashes", "--python", python, "--target", packages];
  await runProgram([uv, "pip", "install", ...options, "-r", lock]);
  return packages;
};

/** Runs the tests and returns what pytest says; where some fail, that is the error. */
const runPytest = ({ python, env, baseModel }: TrainerPython, packages: string): Promise<string> => {
  const options = ["-q", "-ra", "--color=no", "--basetemp", join(folder, "tests"), "-p", "no:cacheprovider"];
  const variables = {
    ...env,
    PYTHONPATH: [env["PYTHONPATH"], packages].join(delimiter),
    // No compiled files are left among the sources.
    PYTHONDONTWRITEBYTECODE: "1",
    TRAINER_TEST_BASE: baseModel,
  };
  return new Promise((resolve, reject) => {
    const place = { cwd: trainer, env: variables, maxBuffer: MAX_OUTPUT, timeout: WITHIN };
    execFile(python, ["-m", "pytest", ...options], place, (error, output, errors) => {
      if (error) reject(new Error(`pytest failed:\n${output}\n${errors}`, { cause: error }));
      else resolve(output);
    });
  });
};

/** Why the tests cannot run here. Packages that are not the locked ones are no reason, but a failure. */
const reasonOf = (error: unknown): string => {
  const reason = describeError(error);
  if (/hash mismatch/i.test(reason)) throw error;
  return reason;
};

it("the trainer's own tests pass in the environment that the worker uses", {
  timeout: WITHIN + 600_000,
}, async (test) => {
  const python = await openTrainerPython().catch((error) => test.skip(`no trainer: ${reasonOf(error)}`));
  const packages = await installPytest(python).catch((error) => test.skip(`no pytest: ${reasonOf(error)}`));
  // A test that pytest leaves out would prove nothing.
  expect(await runPytest(python, packages)).toMatch(/^\d+ passed(, \d+ warnings?)? in /m);
});
