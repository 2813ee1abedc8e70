import type { Target } from "../../domain/deployment/serving.ts";
import { describeOtherModel, versionId } from "../../domain/deployment/version-id.ts";
import { ConflictError, InvalidInputError, NotFoundError } from "../../domain/errors.ts";
import type { ModelVersion, Stage } from "../../domain/registry/model-version.ts";
import type { Registry } from "../../stores/registry.ts";
import type { DeploymentPlan } from "./contract.ts";
import type { DeploymentTarget } from "./target.ts";

export interface DeploymentRequest {
  readonly model?: string;
  readonly version?: string | number;
  readonly target: Target;
  readonly rollback: boolean;
}

/** Stages that a human has let through. */
export const servableStages: readonly Stage[] = ["approved", "production", "archived"];

const find = async (registry: Pick<Registry, "getModel">, id: string): Promise<ModelVersion> => {
  const version = await registry.getModel(id);
  if (!version) {
    throw new NotFoundError(
      `There is no model version ${JSON.stringify(id)}: \`twin models\` lists those there are`,
    );
  }
  return version;
};

const requireServable = ({ id, stage }: ModelVersion): void => {
  if (servableStages.includes(stage)) return;
  const hint = stage === "candidate" ? "approve it first (`twin approve`)" : "train another one";
  throw new ConflictError(`${id} is at stage ${stage} and may not serve: ${hint}`);
};

/** Finds out what a deployment or a rollback has to do, changing nothing. */
export const planDeployment = async (
  registry: Pick<Registry, "getModel" | "readServing">,
  target: DeploymentTarget,
  request: DeploymentRequest,
): Promise<DeploymentPlan> => {
  const otherModel = describeOtherModel(request);
  if (otherModel) throw new InvalidInputError(`model: ${otherModel}`);
  const { stable, previous } = await registry.readServing(request.target);
  if (request.rollback && previous === undefined) {
    throw new ConflictError(
      `${stable ?? "The base model"} is all that ever served at ${request.target}: there is nothing to go back to`,
    );
  }
  const id = request.rollback ? (previous ?? null) : versionId(request);
  const atHand = previous === undefined ? {} : { previous };
  const common = { target: request.target, version: id, replaces: stable, ...atHand };
  if (id === null) return { ...common, artefact: null, canary: target.canary };
  const version = await find(registry, id);
  requireServable(version);
  // What serves already has nothing to prove.
  return { ...common, artefact: target.artefactOf(version), canary: target.canary && id !== stable };
};
