import {
  type DatasetDraft,
  type DatasetVersion,
  datasetDraftSchema,
} from "../domain/datasets/dataset-version.ts";
import { ConflictError, NotFoundError } from "../domain/errors.ts";
import { type Approval, approvalSchema } from "../domain/registry/approval.ts";
import {
  type ModelDraft,
  type ModelVersion,
  modelDraftSchema,
  type Stage,
} from "../domain/registry/model-version.ts";
import { checkRecord } from "./check-record.ts";

/** What every registry does alike, whatever it keeps its records in; for what serves, see `serving-rules.ts`. */

/** @throws {InvalidInputError} that names every wrong field. */
export const checkDataset = (draft: DatasetDraft): DatasetDraft =>
  checkRecord(`The dataset ${draft.name}`, datasetDraftSchema, draft);

/** @throws {InvalidInputError} that names every wrong field. */
export const checkModel = (draft: ModelDraft): ModelDraft =>
  checkRecord(`The model ${draft.model}`, modelDraftSchema, draft);

/** @throws {InvalidInputError} that names every wrong field. */
export const checkApproval = (approval: Approval): Approval =>
  checkRecord(`The approval of run ${approval.runId}`, approvalSchema, approval);

/** A draft with its number, as registered at a time (ISO 8601). */
export const toDatasetVersion = (
  draft: DatasetDraft,
  version: number,
  createdAt: string,
): DatasetVersion => ({ ...draft, id: `${draft.name}-v${version}`, version, createdAt });

/** A draft with its number, as registered at a time (ISO 8601): a candidate. */
export const toModelVersion = (draft: ModelDraft, version: number, createdAt: string): ModelVersion => ({
  ...draft,
  id: `${draft.model}-v${version}`,
  version,
  stage: "candidate",
  createdAt,
  stageChangedAt: createdAt,
});

/** Text that sorts records from the oldest to the newest, different for each; a page's cursor. */
export const positionOf = (at: string, id: string, version = 0): string =>
  `${new Date(at).toISOString()} ${String(version).padStart(9, "0")} ${id}`;

/**
 * A version at another stage, since `now` (ISO 8601); the version itself when it is there already.
 *
 * @throws {ConflictError} when it is at none of the stages `from`.
 */
export const atStage = (
  version: ModelVersion,
  from: readonly Stage[],
  to: Stage,
  now: string,
): ModelVersion => {
  if (version.stage === to) return version;
  if (!from.includes(version.stage)) {
    throw new ConflictError(
      `Model version ${version.id} is at stage ${version.stage}; only from ${from.join(" or ")} does it move to ${to}.`,
    );
  }
  return { ...version, stage: to, stageChangedAt: now };
};

/** The error of a model version that is not there. */
export const noSuchModel = (id: string): NotFoundError =>
  new NotFoundError(`There is no model version ${JSON.stringify(id)}: "twin models" lists those there are.`);

/** The error of a run that asked for no decision. */
export const noSuchApproval = (runId: string): NotFoundError =>
  new NotFoundError(`No decision was asked for by the run ${JSON.stringify(runId)}.`);
