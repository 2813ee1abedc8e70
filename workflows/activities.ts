import { type ActivityInterfaceFor, proxyActivities } from "@temporalio/workflow";
import type { CollectActivities } from "../activities/collect/contract.ts";
import type { FeatureActivities } from "../activities/features/contract.ts";
import { CPU_TASK_QUEUE } from "../domain/runs/task-queues.ts";

/** A store or a site that is down is waited for: attempts go on, a minute apart at most, until it is back. */
const waiting = { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "1 minute" } as const;

/** Every activity heartbeats every few seconds as long as its worker lives, see workers/keep-alive.ts. */
const heartbeatTimeout = "15 seconds";

/** Steps that take seconds. */
export const quick = proxyActivities<ActivityInterfaceFor<FeatureActivities>>({
  taskQueue: CPU_TASK_QUEUE,
  startToCloseTimeout: "2 minutes",
  heartbeatTimeout,
  retry: waiting,
});

/** Steps that take minutes to hours. */
export const long = proxyActivities<ActivityInterfaceFor<FeatureActivities & CollectActivities>>({
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
