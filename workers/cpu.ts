import { hostname } from "node:os";
import { join } from "node:path";
import { createActivityContexts } from "../activities/activity-context.ts";
import { createCollectActivities } from "../activities/collect/create-collect-activities.ts";
import { openPageFetcher } from "../activities/collect/links/page-fetcher.ts";
import { createFeatureActivities } from "../activities/features/create-feature-activities.ts";
import { withApplicationFailures } from "../activities/to-application-failure.ts";
import { projectRoot } from "../configs/environment.ts";
import { readFeaturesConfig } from "../configs/features.ts";
import { CPU_TASK_QUEUE } from "../domain/runs/task-queues.ts";
import { openEmbedder } from "../models/embedding/open-embedder.ts";
import { createFilesystemUploadStore } from "../stores/filesystem/upload-store.ts";
import { openStores } from "../stores/open-stores.ts";
import { openDatasetActivities } from "./open-dataset-activities.ts";
import { openDeploymentActivities } from "./open-deployment-activities.ts";
import { openModelActivities } from "./open-model-activities.ts";
import { readWorkflowBundle } from "./read-workflow-bundle.ts";
import { runProcess } from "./run-process.ts";
import { runWorker } from "./run-worker.ts";

/** Activities at once: one embeds while another reads, cleans or writes, and looks at other runs are not kept waiting. */
const ACTIVITIES_AT_ONCE = 4;

// The composition root of the CPU worker: every real dependency is built here and handed down.
await runProcess("cpu-worker", async ({ settings, logger, signal, ready }) => {
  // It takes longest of all, and needs nothing of what follows.
  const workflows = readWorkflowBundle(signal);
  // Where something else fails first, that is what is told.
  workflows.catch(() => {});
  const identity = `cpu-${process.pid}@${hostname()}`;
  const contexts = createActivityContexts();
  const config = await readFeaturesConfig();
  await using stores = await openStores(settings);
  await using embedder = await openEmbedder(settings, { signal });
  await using pages = openPageFetcher(settings);
  const uploads = createFilesystemUploadStore({ folder: join(settings.dataDir, "uploads") });
  const collect = createCollectActivities({
    warehouse: stores.warehouse,
    uploads,
    guides: join(projectRoot, "docs", "guides"),
    pages,
    context: contexts.current,
  });
  const features = createFeatureActivities({
    warehouse: stores.warehouse,
    vectors: stores.vectors,
    embedder,
    config,
    worker: identity,
    now: () => performance.now(),
    context: contexts.current,
  });
  await using datasets = await openDatasetActivities({
    settings,
    logger,
    stores,
    uploads,
    context: contexts.current,
    signal,
  });
  await using models = await openModelActivities({ settings, logger, registry: stores.registry });
  const deployment = await openDeploymentActivities({ settings, stores, context: contexts.current });
  await runWorker(
    {
      taskQueue: CPU_TASK_QUEUE,
      identity,
      activities: withApplicationFailures({
        ...collect,
        ...features,
        ...datasets.activities,
        ...models.activities,
        ...deployment,
      }),
      beat: contexts.repeatHeartbeat,
      activitiesAtOnce: ACTIVITIES_AT_ONCE,
      workflows,
    },
    { settings, logger, signal, onReady: ready },
  );
});
