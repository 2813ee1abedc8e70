import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cpuWorker } from "../../cli/start/children.ts";
import { readSettings } from "../../configs/settings.ts";
import { featureEngineeringResultSchema } from "../../domain/runs/feature-engineering.ts";
import { CPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { freePort } from "../../stack/ports/free-port.ts";
import { createSupervisor } from "../../stack/supervisor/supervisor.ts";
import { connectTemporal } from "../../stack/temporal/connect.ts";
import { findTemporalProgram } from "../../stack/temporal/find-program.ts";
import { temporalServer } from "../../stack/temporal/server.ts";
import { openStores } from "../../stores/open-stores.ts";
import { readExport } from "../support/read-export.ts";

/** What the `featureEngineering` workflow took, with a worker process of its own. */
export interface MeasuredRun {
  readonly documents: number;
  readonly chunks: number;
  /** From the start of the workflow to its result. */
  readonly seconds: number;
  /** Peak resident memory of the worker process. */
  readonly peakMemoryBytes: number;
}

/** The most memory that a process has had (Linux), in bytes. */
const peakMemory = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1_024;
};

/** Runs `featureEngineering` over an export with a real Temporal server and one CPU worker, in a folder of its own. */
export const measureRun = async (articles: string, dataDir: string): Promise<MeasuredRun> => {
  const environment = {
    ...process.env,
    DATA_DIR: dataDir,
    TEMPORAL_PORT: `${await freePort()}`,
    TEMPORAL_UI_PORT: `${await freePort()}`,
  };
  const settings = readSettings(environment);
  {
    await using stores = await openStores(settings);
    await stores.warehouse.upsertDocuments(await readExport(pathToFileURL(articles)));
  }
  const { path } = await findTemporalProgram({ cacheDir: cacheFolder(settings) });
  const pids = new Map<string, number>();
  await using supervisor = createSupervisor({
    logsFolder: join(dataDir, "logs"),
    onEvent: (event) => {
      if (event.type === "started") pids.set(event.name, event.pid);
    },
    graceMs: 10_000,
  });
  const { signal } = new AbortController();
  await supervisor.start(await temporalServer(path, settings), signal);
  await supervisor.start(cpuWorker(environment), signal);
  await using temporal = await connectTemporal(settings);
  const start = performance.now();
  const result = featureEngineeringResultSchema.parse(
    await temporal.client.workflow.execute("featureEngineering", {
      taskQueue: CPU_TASK_QUEUE,
      workflowId: "features:all",
      args: [{}],
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  const { documents, chunks } = result;
  return { documents, chunks, seconds, peakMemoryBytes: await peakMemory(pids.get("worker") ?? 0) };
};
