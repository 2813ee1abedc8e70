import type { Target } from "../../domain/deployment/serving.ts";
import type { Registry } from "../../stores/registry.ts";
import type { DeploymentActivities } from "./contract.ts";
import { planDeployment } from "./plan-deployment.ts";
import { recordPromotion, recordRollBack } from "./promote.ts";
import type { DeploymentTarget } from "./target.ts";

export interface DeploymentDependencies {
  readonly registry: Pick<
    Registry,
    "getModel" | "moveModel" | "readServing" | "changeServing" | "forgetServingReports"
  >;
  /** Opens a kind of target. @throws {SetupError} when its settings are missing. */
  readonly targets: Readonly<Record<Target, () => DeploymentTarget>>;
  readonly now: () => Date;
}

/** Reports of gateways that have been gone for this long tell nobody anything. */
const FORGET_MS = 60 * 60 * 1_000;

/** The steps of `deployment`, with their dependencies bound. */
export const createDeploymentActivities = (dependencies: DeploymentDependencies): DeploymentActivities => {
  const { registry, targets, now } = dependencies;
  return {
    planDeployment: async (input) => {
      await registry.forgetServingReports(new Date(now().getTime() - FORGET_MS).toISOString());
      return planDeployment(registry, targets[input.target](), input);
    },
    loadVersion: (plan) => targets[plan.target]().load(plan),
    startCanary: ({ plan, canary }) => targets[plan.target]().startCanary(plan, canary),
    readCanary: ({ plan, canary }) => targets[plan.target]().readCanary(plan, canary),
    promote: async (plan) => {
      await recordPromotion(registry, plan);
      await targets[plan.target]().settle(plan);
    },
    rollBack: async ({ plan }) => {
      await recordRollBack(registry, plan);
      await targets[plan.target]().restore(plan);
    },
  };
};
