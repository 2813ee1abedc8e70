import { runProgram } from "./run-program.ts";

/** The ways to call pip, the usual ones first. */
const candidates: readonly (readonly [string, ...string[]])[] = [
  ["python3", "-m", "pip"],
  ["python", "-m", "pip"],
  ["pip3"],
  ["pip"],
  ["uvx", "pip"],
];

/**
 * Finds a pip that runs.
 *
 * @throws {Error} that says what to install where there is none.
 */
export const findPip = async (
  signal?: AbortSignal,
  from: readonly (readonly [string, ...string[]])[] = candidates,
): Promise<readonly [string, ...string[]]> => {
  for (const candidate of from) {
    try {
      await runProgram([...candidate, "--version"], { signal });
      return candidate;
    } catch {
      signal?.throwIfAborted();
    }
  }
  const tried = from.map((candidate) => candidate.join(" ")).join(", ");
  throw new Error(`no pip was found (tried ${tried}); install Python with pip, or uv`);
};
