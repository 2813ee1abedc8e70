import type { Registry } from "../../stores/registry.ts";
import { changeServing } from "./change-serving.ts";
import type { DeploymentPlan } from "./contract.ts";
import { servableStages } from "./plan-deployment.ts";

type ServingRegistry = Pick<Registry, "readServing" | "changeServing" | "moveModel" | "getModel">;

/** Sends what served to the archive, unless it has been there since, or was put to another use. */
const archive = async (registry: ServingRegistry, version: string): Promise<void> => {
  const found = await registry.getModel(version);
  if (found?.stage === "production") await registry.moveModel(version, ["production"], "archived");
};

const moveStages = async (
  registry: ServingRegistry,
  to: string | null,
  from: string | null,
): Promise<void> => {
  if (to !== null) await registry.moveModel(to, servableStages, "production");
  // The registry does so for a version of the same model; this one may be another's.
  if (from !== null && from !== to) await archive(registry, from);
};

/** Has the registry say that the plan's version serves, and that what it replaces is at hand. */
export const recordPromotion = async (registry: ServingRegistry, plan: DeploymentPlan): Promise<void> => {
  const { target, version, replaces } = plan;
  await changeServing(registry, target, ({ stable, previous, candidate }) => {
    if (stable !== version) return { stable: version, previous: stable, candidate: null };
    const kept = previous === undefined ? {} : { previous };
    return candidate === null ? undefined : { stable, ...kept, candidate: null };
  });
  await moveStages(registry, version, replaces);
};

/**
 * Has the registry say that all is as it was before the deployment, however far that had come: what was at hand for a
 * rollback is so again.
 */
export const recordRollBack = async (registry: ServingRegistry, plan: DeploymentPlan): Promise<void> => {
  const { target, version, replaces } = plan;
  if (version === replaces) return;
  // The stages come first: a try that dies between the two finds the promotion still there, and does both again.
  if ((await registry.readServing(target)).stable === version) await moveStages(registry, replaces, version);
  await changeServing(registry, target, ({ stable, previous, candidate }) => {
    const promoted = stable === version;
    const tried = candidate?.version === version;
    const before = promoted ? plan.previous : previous;
    const kept = before === undefined ? {} : { previous: before };
    if (promoted) return { stable: replaces, ...kept, candidate: null };
    return tried ? { stable, ...kept, candidate: null } : undefined;
  });
};
