import { join } from "node:path";
import type { FetchProgress } from "../downloads/artefact.ts";
import { type FetchedArtefact, fetchArtefact } from "../downloads/fetch-artefact.ts";
import { runProgram } from "../downloads/run-program.ts";
import { TEMPORAL_CLI_VERSION, temporalProgramRoutes } from "./program-routes.ts";
import { isUsableTemporal } from "./program-version.ts";

interface FindOptions {
  /** See `cacheFolder`. */
  readonly cacheDir: string;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Whether a recent `temporal` is on PATH. */
export const isTemporalOnPath = async (signal?: AbortSignal): Promise<boolean> => {
  try {
    return isUsableTemporal(await runProgram(["temporal", "--version"], { signal }));
  } catch {
    signal?.throwIfAborted();
    return false;
  }
};

/**
 * Finds Temporal's CLI: on PATH, in the cache, or by fetching it there.
 *
 * @returns the program (a path, or `temporal` where PATH has it) and where it came from.
 * @throws {SetupError} where none can be had (it says what was tried and how to get it by hand); the signal's reason
 * when aborted.
 */
export const findTemporalProgram = async ({
  cacheDir,
  onProgress,
  signal,
}: FindOptions): Promise<FetchedArtefact> => {
  if (await isTemporalOnPath(signal)) return { path: "temporal", route: "PATH" };
  const { path, route } = await fetchArtefact({
    name: `Temporal's CLI ${TEMPORAL_CLI_VERSION}`,
    routes: temporalProgramRoutes(process.platform, process.arch),
    into: join(cacheDir, `temporal-${TEMPORAL_CLI_VERSION}`),
    requires: ["temporal"],
    byHand:
      "By hand: install it as https://docs.temporal.io/cli says, so that `temporal` is on PATH, or set TEMPORAL_ADDRESS to a server that runs.",
    onProgress,
    signal,
  });
  return { path: join(path, "temporal"), route };
};
