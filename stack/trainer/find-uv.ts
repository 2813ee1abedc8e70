import { join } from "node:path";
import { fetchArtefact } from "../downloads/fetch-artefact.ts";
import { runProgram } from "../downloads/run-program.ts";
import { UV_VERSION, uvRoutes } from "./uv-routes.ts";

interface FindOptions {
  /** See `cacheFolder`. */
  readonly cacheDir: string;
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
}

/**
 * Finds uv, which makes Python environments: on PATH, in the cache, or by fetching it there.
 *
 * @returns the program: a path, or `uv` where PATH has it.
 * @throws {SetupError} where none can be had; the signal's reason when aborted.
 */
export const findUv = async ({ cacheDir, signal, onNote }: FindOptions): Promise<string> => {
  try {
    await runProgram(["uv", "--version"], { signal });
    return "uv";
  } catch {
    signal.throwIfAborted();
  }
  const { path } = await fetchArtefact({
    name: `uv ${UV_VERSION}`,
    routes: uvRoutes(process.platform, process.arch),
    into: join(cacheDir, `uv-${UV_VERSION}`),
    requires: ["uv"],
    byHand: "By hand: install it as https://docs.astral.sh/uv says, so that `uv` is on PATH.",
    onProgress: ({ step, route }) => onNote(`${step} uv${route ? ` (${route})` : ""}`),
    signal,
  });
  return join(path, "uv");
};
