import type { DatasetDraft } from "../../../domain/datasets/dataset-version.ts";
import type { ServingReport, ServingState } from "../../../domain/deployment/serving.ts";
import type { DecisionRecord } from "../../../domain/registry/approval.ts";
import type { ModelDraft } from "../../../domain/registry/model-version.ts";
import type { Page } from "../../../stores/registry.ts";
import { dataset, modelVersion } from "../../support/registry-records.ts";

/** A dataset of a name that is its author's alone, changed as told. */
export const datasetDraft = (author: string, change: Partial<DatasetDraft> = {}): DatasetDraft => {
  const { id: _id, version: _version, createdAt: _createdAt, ...draft } = dataset();
  return { ...draft, author, name: `${author}-${change.kind ?? draft.kind}`, key: `${author}-1`, ...change };
};

/** A model of a name that is its author's alone, changed as told. */
export const modelDraft = (author: string, change: Partial<ModelDraft> = {}): ModelDraft => {
  const { id: _i, version: _v, createdAt: _c, stage: _s, stageChangedAt: _a, ...draft } = modelVersion();
  return { ...draft, author, model: author, key: `${author}-1`, ...change };
};

export const decision = (change: Partial<DecisionRecord> = {}): DecisionRecord => ({
  outcome: "approved",
  approver: "Grace",
  comment: "reads well",
  override: false,
  decidedAt: "2026-01-03T00:00:00.000Z",
  ...change,
});

export const serving = (change: Partial<ServingState> = {}): Omit<ServingState, "revision"> => ({
  target: "local",
  stable: "ada-v1",
  previous: null,
  candidate: null,
  ...change,
});

export const report = (change: Partial<ServingReport> = {}): ServingReport => ({
  target: "local",
  instance: "gateway-1",
  version: "ada-v1",
  revision: 1,
  state: "ready",
  reason: null,
  requests: 3,
  errors: 0,
  latencyMs: 120.5,
  msPerToken: [10, 12.5],
  answers: true,
  reportedAt: "2026-01-03T00:00:00.000Z",
  ...change,
});

/** All items of a list, read in pages of `limit`. */
export const readAll = async <T>(
  limit: number,
  list: (page: { after?: string; limit: number }) => Promise<Page<T>>,
): Promise<T[]> => {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page = await list({ limit, ...(after !== undefined && { after }) });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
};
