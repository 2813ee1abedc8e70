import { hostname } from "node:os";
import { join } from "node:path";
import { createActivityContexts } from "../activities/activity-context.ts";
import { withApplicationFailures } from "../activities/to-application-failure.ts";
import { createBaseModels } from "../activities/training/base-models.ts";
import { createTrainingActivities } from "../activities/training/create-training-activities.ts";
import { findLlamaLibrary } from "../activities/training/quantizers/find-llama-library.ts";
import { readSmokeTests } from "../configs/smoke-tests.ts";
import { readTrainingConfig } from "../configs/training.ts";
import { GPU_TASK_QUEUE } from "../domain/runs/task-queues.ts";
import { readCatalogue } from "../models/catalogue/read-catalogue.ts";
import { cacheFolder } from "../stack/downloads/cache-folder.ts";
import { describeMachine } from "../stack/trainer/hardware.ts";
import { openTrainer } from "../stack/trainer/open-trainer.ts";
import { openArtefactStore } from "../stores/open-stores.ts";
import { openEvaluation } from "./open-evaluation.ts";
import { openSweep } from "./open-sweep.ts";
import { runProcess } from "./run-process.ts";
import { runWorker } from "./run-worker.ts";
import { startSweeper } from "./start-sweeper.ts";

// The composition root of the GPU worker. Nothing heavy is opened before a step asks for it: an idle one stays small.
await runProcess("gpu-worker", async ({ settings, logger, signal, ready }) => {
  const worker = `gpu-${process.pid}@${hostname()}`;
  const hardware = await describeMachine(settings.trainerDevice);
  logger.info({ hardware, device: settings.trainerDevice }, "this worker's hardware");
  const contexts = createActivityContexts();
  using artefacts = openArtefactStore(settings);
  const workFolder = join(settings.dataDir, "training");
  const common = {
    artefacts,
    workFolder,
    now: () => performance.now(),
    context: contexts.current,
  };
  const activities = createTrainingActivities({
    ...common,
    trainer: openTrainer(settings, join(settings.dataDir, "scratch")),
    baseModels: createBaseModels({ catalogue: await readCatalogue(), cacheDir: cacheFolder(settings) }),
    config: await readTrainingConfig(),
    smokeTests: await readSmokeTests(),
    device: settings.trainerDevice,
    llamaLibrary: await findLlamaLibrary(),
    worker,
    evaluate: await openEvaluation({ settings, ...common }),
  });
  await using _sweeper = startSweeper({ sweep: openSweep(settings, workFolder), logger });
  await runWorker(
    {
      taskQueue: GPU_TASK_QUEUE,
      identity: worker,
      activities: withApplicationFailures(activities),
      beat: contexts.repeatHeartbeat,
      activitiesAtOnce: 1,
      // A step of hours does not end in the grace, and goes on from its checkpoint: better to stop it in order.
      activityGrace: "0 seconds",
    },
    { settings, logger, signal, onReady: ready },
  );
});
