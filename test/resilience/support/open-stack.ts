import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuWorker, gateway, gpuWorker } from "../../../cli/start/children.ts";
import { readSettings } from "../../../configs/settings.ts";
import { freePort } from "../../../stack/ports/free-port.ts";
import type { ChildSpec } from "../../../stack/supervisor/child-spec.ts";
import { tailOfLog } from "../../../stack/supervisor/log-file.ts";
import { stopGroup } from "../../../stack/supervisor/process-group.ts";
import { type RunningChild, runChild } from "../../../stack/supervisor/run-child.ts";
import { startGuard } from "../../../stack/supervisor/start-guard.ts";
import { untilReady } from "../../../stack/supervisor/until-ready.ts";
import { connectTemporal, type TemporalClient, temporalAddress } from "../../../stack/temporal/connect.ts";
import { temporalServer } from "../../../stack/temporal/server.ts";
import { openStores, type Stores } from "../../../stores/open-stores.ts";
import { temporalProgram } from "../../support/temporal-program.ts";

/** Milliseconds between SIGTERM and SIGKILL at the end. */
const GRACE = 3_000;
const READY_WITHIN = 90_000;

export type Part = "temporal" | "gateway" | "worker" | "second-worker" | "gpu-worker";

/** The real processes of a twin, with a data folder and ports of their own. Disposing ends and removes them all. */
export interface Stack extends AsyncDisposable {
  readonly stores: Stores;
  readonly temporal: TemporalClient;
  /** Of the gateway. */
  readonly url: string;
  /** Everything that its processes keep. */
  readonly folder: string;
  /** Host and port of the Temporal server. */
  readonly temporalAddress: string;
  /** Starts a part and resolves when it is ready; one that was killed is started as it was. */
  start(part: Part): Promise<void>;
  /** Freezes a part, or lets it go on. */
  signal(part: Part, signal: "SIGSTOP" | "SIGCONT"): void;
  /** Ends a part with SIGKILL and resolves when it is gone. */
  kill(part: Part): Promise<void>;
  /** The name under which a worker that runs counts its documents. */
  identityStartOf(part: Part): string;
}

/**
 * Starts Temporal with a database file; the other parts are started by `start`.
 *
 * @param environment settings beside the ones that keep this stack apart.
 */
export const openStack = async (environment: Readonly<Record<string, string>> = {}): Promise<Stack> => {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "twin-resilience-"));
  opening.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const guard = startGuard(GRACE);
  opening.defer(() => guard.close());

  const env = {
    ...process.env,
    DATA_DIR: folder,
    PORT: `${await freePort()}`,
    TEMPORAL_PORT: `${await freePort()}`,
    TEMPORAL_UI_PORT: `${await freePort()}`,
    GENERATION_BACKEND: "extractive",
    TEMPORAL_ADDRESS: "",
    MONGODB_URI: "",
    QDRANT_URL: "",
    ...environment,
  };
  const settings = readSettings(env);
  const url = `http://127.0.0.1:${settings.port}`;
  const specs: Readonly<Record<Part, ChildSpec>> = {
    temporal: await temporalServer(await temporalProgram(), settings),
    gateway: gateway(env, url),
    worker: cpuWorker(env),
    "second-worker": cpuWorker(env),
    "gpu-worker": gpuWorker(env),
  };
  await mkdir(join(folder, "logs"));
  const running = new Map<Part, RunningChild>();

  const start = async (part: Part): Promise<void> => {
    const logFile = join(folder, "logs", `${part}.log`);
    const log = createWriteStream(logFile, { flags: "a" });
    await once(log, "open");
    const child = await runChild(specs[part], log);
    guard.watch(child.pid);
    running.set(part, child);
    void child.ended.then(() => {
      guard.forget(child.pid);
      log.end();
    });
    const isReady = await untilReady(child, specs[part].ready, AbortSignal.timeout(READY_WITHIN)).catch(
      () => false,
    );
    if (!isReady) throw new Error(`${part} did not get ready:\n${await tailOfLog(logFile, 20)}`);
  };

  const runningChild = (part: Part): RunningChild => {
    const child = running.get(part);
    if (!child) throw new Error(`${part} was not started`);
    return child;
  };

  opening.defer(async () => {
    const { temporal, ...others } = Object.fromEntries(running);
    await Promise.all(Object.values(others).map((child) => stopGroup(child.pid, GRACE)));
    if (temporal) await stopGroup(temporal.pid, GRACE);
    await Promise.all([...running.values()].map((child) => child.ended));
  });
  await start("temporal");
  const stores = opening.use(await openStores(settings));
  const temporal = opening.use(await connectTemporal(settings));

  const opened = opening.move();
  return {
    stores,
    temporal,
    url,
    folder,
    temporalAddress: temporalAddress(settings),
    start,
    signal: (part, signal) => void process.kill(runningChild(part).pid, signal),
    kill: async (part) => {
      const child = runningChild(part);
      process.kill(child.pid, "SIGKILL");
      await child.ended;
    },
    identityStartOf: (part) => `${part === "gpu-worker" ? "gpu" : "cpu"}-${runningChild(part).pid}@`,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
};
