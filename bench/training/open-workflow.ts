import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";
import type { FinetuneInput } from "../../activities/training/contract.ts";
import { finetuneResultSchema } from "../../activities/training/finetune-result.ts";
import { gpuWorker } from "../../cli/start/children.ts";
import { readSettings } from "../../configs/settings.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { createSupervisor } from "../../stack/supervisor/supervisor.ts";
import { connectTemporal, temporalAddress } from "../../stack/temporal/connect.ts";
import { findTemporalProgram } from "../../stack/temporal/find-program.ts";
import { temporalServer } from "../../stack/temporal/server.ts";
import type { MeasuredTraining } from "./measured-training.ts";

const TASK_QUEUE = "bench-training";

/** The fine-tuning step in a workflow. */
export interface TrainingWorkflow extends AsyncDisposable {
  train(input: FinetuneInput): Promise<MeasuredTraining>;
}

/**
 * Starts a real Temporal server, a real GPU worker, and a workflow of the fine-tuning step alone. All of them end with
 * what is opened here; `signal` ends the waiting for them.
 */
export const openTrainingWorkflow = async (
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<TrainingWorkflow> => {
  const settings = readSettings(environment);
  await using opening = new AsyncDisposableStack();
  const supervisor = opening.use(
    createSupervisor({ logsFolder: join(settings.dataDir, "logs"), onEvent: () => {}, graceMs: 10_000 }),
  );
  const { path } = await findTemporalProgram({ cacheDir: cacheFolder(settings) });
  await supervisor.start(await temporalServer(path, settings), signal);
  await supervisor.start(gpuWorker(environment), signal);
  const temporal = opening.use(await connectTemporal(settings));
  // Signals are this benchmark's own: the runtime would end the worker alone, and leave the rest waiting.
  Runtime.install({ logger: new DefaultLogger("ERROR"), shutdownSignals: [] });
  const connection = await NativeConnection.connect({ address: temporalAddress(settings) });
  opening.defer(() => connection.close());
  const worker = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    workflowsPath: fileURLToPath(new URL("./workflow.ts", import.meta.url)),
  });
  const running = worker.run();
  opening.defer(async () => {
    worker.shutdown();
    await running;
  });
  const opened = opening.move();
  return {
    train: async (input) => {
      const began = performance.now();
      const result: unknown = await temporal.client.withAbortSignal(signal, () =>
        temporal.client.workflow.execute("finetuneOnly", {
          taskQueue: TASK_QUEUE,
          workflowId: input.runKey,
          args: [input],
        }),
      );
      const seconds = (performance.now() - began) / 1_000;
      const { tokensPerSecond = Number.NaN, peakMemoryBytes = Number.NaN } =
        finetuneResultSchema.parse(result).metrics;
      return { way: "workflow", seconds, tokensPerSecond, peakMemoryBytes };
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
};
