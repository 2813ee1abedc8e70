import type { DatasetDraft, DatasetVersion } from "../domain/datasets/dataset-version.ts";
import type { ServingReport, ServingState, Target } from "../domain/deployment/serving.ts";
import type { Approval, DecisionRecord } from "../domain/registry/approval.ts";
import type { ModelDraft, ModelVersion, Stage } from "../domain/registry/model-version.ts";

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
}

interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}

export interface DatasetFilter {
  readonly author?: string;
  readonly kind?: DatasetVersion["kind"];
}

export interface ModelFilter {
  readonly author?: string;
  readonly model?: string;
  readonly stage?: Stage;
  readonly datasetId?: string;
}

/**
 * Versions of datasets and models, what is to serve, and who decided what. Every write may be done twice; several
 * processes write at once without loss. Every method throws `UnavailableError` when the store does not answer.
 */
export interface Registry extends AsyncDisposable {
  /** Gives the draft the next number of its name; a draft whose `key` is there already gives that version. */
  registerDataset(
    draft: DatasetDraft,
  ): Promise<{ readonly version: DatasetVersion; readonly created: boolean }>;
  getDataset(id: string): Promise<DatasetVersion | undefined>;
  /** Newest first. */
  listDatasets(filter: DatasetFilter, page: PageRequest): Promise<Page<DatasetVersion>>;

  /** Gives the draft the next number of its model, at stage `candidate`; a `key` that is there gives that version. */
  registerModel(draft: ModelDraft): Promise<{ readonly version: ModelVersion; readonly created: boolean }>;
  getModel(id: string): Promise<ModelVersion | undefined>;
  /** Newest first. */
  listModels(filter: ModelFilter, page: PageRequest): Promise<Page<ModelVersion>>;
  /**
   * Moves a version to a stage. A version that moves to `production` sends the one of the same model that was there to
   * `archived`, in the same step.
   *
   * @throws {NotFoundError} when there is no such version; {ConflictError} when it is at none of the stages `from`
   * (and not at `to` already).
   */
  moveModel(id: string, from: readonly Stage[], to: Stage): Promise<ModelVersion>;
  /** Replaces the tags of a version. @throws {NotFoundError} when there is no such version. */
  tagModel(id: string, tags: Readonly<Record<string, string>>): Promise<ModelVersion>;

  /** Asks for a decision. Asking again for the same run leaves what is there. */
  requestDecision(approval: Approval): Promise<Approval>;
  /**
   * Records the decision of a run. The first one stays.
   *
   * @returns the approval with the decision that counts, which may be an earlier one.
   * @throws {NotFoundError} when none was asked for.
   */
  recordDecision(runId: string, decision: DecisionRecord): Promise<Approval>;
  /** The newest approval of a workflow, or that of one of its runs. */
  getApproval(workflowId: string, runId?: string): Promise<Approval | undefined>;
  /** Newest first. */
  listApprovals(
    filter: { readonly pending?: boolean; readonly author?: string },
    page: PageRequest,
  ): Promise<Page<Approval>>;

  /** What a target is to serve; revision 0 with nothing in it where it was never deployed to. */
  readServing(target: Target): Promise<ServingState>;
  /**
   * Changes what a target is to serve, if its revision is still `expected`.
   *
   * @returns the new state, one revision higher. @throws {ConflictError} when somebody else changed it.
   */
  changeServing(expected: number, next: Omit<ServingState, "revision">): Promise<ServingState>;
  /** Says how a gateway gets on with a version; takes the place of its last report on it. */
  reportServing(report: ServingReport): Promise<void>;
  listServingReports(target: Target): Promise<readonly ServingReport[]>;
  /** Forgets the reports of gateways that have not reported since a time (ISO 8601). */
  forgetServingReports(before: string): Promise<void>;

  /** Generated samples by the hash of what they were made from and by; `undefined` when there are none. */
  readSamples(hash: string): Promise<string | undefined>;
  /** Keeps generated samples, as JSON. */
  writeSamples(hash: string, json: string): Promise<void>;
}
