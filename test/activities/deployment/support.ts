import type { DeploymentActivities } from "../../../activities/deployment/contract.ts";
import { createDeploymentActivities } from "../../../activities/deployment/create-deployment-activities.ts";
import { createLocalTarget } from "../../../activities/deployment/local/local-target.ts";
import { canarySchema } from "../../../domain/deployment/serving.ts";
import { SetupError } from "../../../domain/errors.ts";
import type { Registry } from "../../../stores/registry.ts";

/** A canary that is judged after few answers, and not by its speed. */
export const canary = canarySchema.parse({
  weight: 0.5,
  minRequests: 4,
  maxErrorRate: 0.1,
  maxLatencyRatio: 1_000,
});

export interface OpenedActivities {
  readonly activities: DeploymentActivities;
  /** What was heartbeaten last. */
  lastHeartbeat(): unknown;
  /** Cancels whatever runs. */
  cancel(): void;
}

/** The activities over a registry, with gateways as the only target. */
export const openActivities = (registry: Registry, now: () => Date = () => new Date()): OpenedActivities => {
  const cancellation = new AbortController();
  let last: unknown;
  const context = () => ({
    signal: cancellation.signal,
    heartbeat: (progress: unknown) => {
      last = progress;
    },
    lastHeartbeat: undefined,
  });
  const local = createLocalTarget({ registry, now, context, pollMs: 5 });
  const tabby = () => {
    throw new SetupError("not set up");
  };
  return {
    activities: createDeploymentActivities({ registry, targets: { local: () => local, tabby }, now }),
    lastHeartbeat: () => last,
    cancel: () => cancellation.abort(),
  };
};
