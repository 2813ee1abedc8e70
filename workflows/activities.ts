import { type ActivityInterfaceFor, proxyActivities, proxyLocalActivities } from "@temporalio/workflow";
import type { CollectActivities } from "../activities/collect/contract.ts";
import type { DatasetActivities } from "../activities/dataset/contract.ts";
import type { DeploymentActivities } from "../activities/deployment/contract.ts";
import type { FeatureActivities } from "../activities/features/contract.ts";
import type { ModelActivities, TrainingActivities } from "../activities/training/contract.ts";
import { CPU_TASK_QUEUE, GPU_TASK_QUEUE } from "../domain/runs/task-queues.ts";

/** A store or a site that is down is waited for: attempts go on, a minute apart at most, until it is back. */
const waiting = { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "1 minute" } as const;

/** Every activity heartbeats every few seconds as long as its worker lives, see workers/keep-alive.ts. */
const heartbeatTimeout = "15 seconds";

/** Steps that take seconds. */
export const quick = proxyActivities<
  ActivityInterfaceFor<FeatureActivities & DatasetActivities & ModelActivities & DeploymentActivities>
>({
  taskQueue: CPU_TASK_QUEUE,
  startToCloseTimeout: "2 minutes",
  heartbeatTimeout,
  retry: waiting,
});

/** Steps that take minutes to hours. */
export const long = proxyActivities<
  ActivityInterfaceFor<FeatureActivities & CollectActivities & DatasetActivities & DeploymentActivities>
>({
  taskQueue: CPU_TASK_QUEUE,
  startToCloseTimeout: "6 hours",
  heartbeatTimeout,
  retry: waiting,
});

/** Steps that ask somebody else's site, which we don't press for ever. */
export const web = proxyActivities<ActivityInterfaceFor<CollectActivities>>({
  taskQueue: CPU_TASK_QUEUE,
  startToCloseTimeout: "3 minutes",
  heartbeatTimeout,
  retry: { ...waiting, initialInterval: "5 seconds", maximumAttempts: 4 },
});

/**
 * Steps on the GPU queue: they wait for a worker as long as it takes, and go on from their last checkpoint when one is
 * lost. What fails again and again, such as a model that does not fit into memory, ends the run.
 */
export const gpu = proxyActivities<ActivityInterfaceFor<TrainingActivities>>({
  taskQueue: GPU_TASK_QUEUE,
  startToCloseTimeout: "30 days",
  heartbeatTimeout,
  retry: { ...waiting, maximumAttempts: 20 },
});

/** Looks at how another step gets on: never worth a second attempt, the next look is near. */
export const localGlance = proxyLocalActivities<Pick<ActivityInterfaceFor<ModelActivities>, "watchStep">>({
  startToCloseTimeout: "5 seconds",
  retry: { maximumAttempts: 1 },
});

/** The same through the queue, as runs look that were started before looks were local. */
export const glance = proxyActivities<ActivityInterfaceFor<ModelActivities>>({
  taskQueue: CPU_TASK_QUEUE,
  scheduleToCloseTimeout: "30 seconds",
  startToCloseTimeout: "10 seconds",
  retry: { maximumAttempts: 1 },
});
