import type { ServingState } from "../../domain/deployment/serving.ts";
import { NotFoundError } from "../../domain/errors.ts";
import { artefactBytes } from "../../domain/registry/artefact.ts";
import type { ModelVersion } from "../../domain/registry/model-version.ts";
import type { Registry } from "../../stores/registry.ts";
import type { ModelDetail, ModelSummary } from "../contract/models.ts";
import type { Runs } from "../runs/runs.ts";
import { readApprovalStatus } from "./approval-status.ts";
import { readServingStates, rolesOf } from "./read-serving.ts";

/** @throws {NotFoundError} when there is no such version. */
export const requireModel = async (
  registry: Pick<Registry, "getModel">,
  id: string,
): Promise<ModelVersion> => {
  const version = await registry.getModel(id);
  if (version) return version;
  throw new NotFoundError(
    `There is no model version ${JSON.stringify(id)}. GET /models lists those there are.`,
  );
};

/** A version as lists show it. */
export const toModelSummary = (
  { key: _, lossCurve: _curve, artefacts, hyperparameters: _parameters, ...version }: ModelVersion,
  states: readonly ServingState[],
): ModelSummary => ({
  ...version,
  bytes: artefactBytes(artefacts.serving),
  serves: rolesOf(version.id, states),
});

/** A version with all that is known of it. */
export const describeModel = async (
  { registry, runs }: { readonly registry: Registry; readonly runs: Runs },
  { key: _, ...version }: ModelVersion,
): Promise<ModelDetail> => {
  const { workflowId, runId } = version.lineage;
  const [states, approval] = await Promise.all([
    readServingStates(registry),
    registry.getApproval(workflowId, runId),
  ]);
  return {
    ...version,
    serves: rolesOf(version.id, states),
    approval: approval ? await readApprovalStatus(runs, approval) : null,
  };
};
