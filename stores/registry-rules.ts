import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import {
  type DatasetDraft,
  type DatasetVersion,
  datasetDraftSchema,
} from "../domain/datasets/dataset-version.ts";
import {
  type ServingReport,
  type ServingState,
  servingReportSchema,
  servingStateSchema,
  type Target,
} from "../domain/deployment/serving.ts";
import { ConflictError, InvalidInputError, NotFoundError } from "../domain/errors.ts";
import { type Approval, approvalSchema } from "../domain/registry/approval.ts";
import {
  type ModelDraft,
  type ModelVersion,
  modelDraftSchema,
  type Stage,
} from "../domain/registry/model-version.ts";

/** What every registry does alike, whatever it keeps its records in. */

const check = <T>(what: string, schema: z.ZodType<T>, value: T): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new InvalidInputError(`${what} cannot be stored: ${problems.join("; ")}`);
};

/** @throws {InvalidInputError} that names every wrong field. */
export const checkDataset = (draft: DatasetDraft): DatasetDraft =>
  check(`The dataset ${draft.name}`, datasetDraftSchema, draft);

/** @throws {InvalidInputError} that names every wrong field. */
export const checkModel = (draft: ModelDraft): ModelDraft =>
  check(`The model ${draft.model}`, modelDraftSchema, draft);

/** @throws {InvalidInputError} that names every wrong field. */
export const checkApproval = (approval: Approval): Approval =>
  check(`The approval of run ${approval.runId}`, approvalSchema, approval);

/** @throws {InvalidInputError} that names every wrong field. */
export const checkServing = (state: ServingState): ServingState =>
  check(`What ${state.target} serves`, servingStateSchema, state);

/** @throws {InvalidInputError} that names every wrong field. */
export const checkServingReport = (report: ServingReport): ServingReport =>
  check(`The report of ${report.instance} on ${report.version}`, servingReportSchema, report);

/** What a target serves that was never deployed to: the base model of the settings. */
export const neverDeployed = (target: Target): ServingState => ({
  target,
  revision: 0,
  stable: null,
  candidate: null,
});

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

export const noSuchModel = (id: string): NotFoundError =>
  new NotFoundError(`There is no model version ${JSON.stringify(id)}: "twin models" lists those there are.`);

export const noSuchApproval = (runId: string): NotFoundError =>
  new NotFoundError(`No decision was asked for by the run ${JSON.stringify(runId)}.`);

export const servingChanged = (target: string, expected: number, found: number): ConflictError =>
  new ConflictError(
    `What ${target} serves was changed by somebody else: revision ${expected} was expected, ${found} is there. Read it again, then decide.`,
  );

/** Whether this very change was made already, as when it is done again after a lost answer. */
export const isRepeated = (
  found: ServingState,
  expected: number,
  next: Omit<ServingState, "revision">,
): boolean => isDeepStrictEqual(found, checkServing({ ...next, revision: expected + 1 }));
