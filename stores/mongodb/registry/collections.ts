import type { Collection } from "mongodb";
import type { ServingReport, ServingState } from "../../../domain/deployment/serving.ts";
import type { Approval } from "../../../domain/registry/approval.ts";
import type { MongoConnection } from "../connect.ts";

/** A version of a dataset or a model: its fields, `id` as `_id`, and what it is found and sorted by. */
export interface VersionRecord {
  readonly _id: string;
  readonly key: string;
  readonly version: number;
  readonly position: string;
  readonly [field: string]: unknown;
}

/** `_id` is the run's id. */
export type ApprovalRecord = Approval & { readonly _id: string; readonly position: string };
/** `_id` is the target. */
export type ServingRecord = ServingState & { readonly _id: string };
/** `_id` is made of target, instance and version; `at` is `reportedAt` as a date. */
export type ReportRecord = ServingReport & { readonly _id: string; readonly at: Date };

export interface RegistryCollections {
  readonly datasets: Collection<VersionRecord>;
  readonly models: Collection<VersionRecord>;
  readonly approvals: Collection<ApprovalRecord>;
  readonly servingStates: Collection<ServingRecord>;
  readonly servingReports: Collection<ReportRecord>;
  readonly samples: Collection<{ readonly _id: string; readonly json: string }>;
}

/** The collections of the registry, which MongoDB makes when they are first written to. */
export const registryCollections = ({ db }: Pick<MongoConnection, "db">): RegistryCollections => ({
  datasets: db.collection("datasets"),
  models: db.collection("models"),
  approvals: db.collection("approvals"),
  servingStates: db.collection("serving_states"),
  servingReports: db.collection("serving_reports"),
  samples: db.collection("generated_samples"),
});

/** Creates the indexes that are missing. The unique ones keep numbers and the place in production single. */
export const createRegistryIndexes = async (collections: RegistryCollections): Promise<void> => {
  const { datasets, models, approvals, servingReports } = collections;
  await datasets.createIndex({ key: 1 }, { unique: true });
  await datasets.createIndex({ name: 1, version: 1 }, { unique: true });
  await datasets.createIndex({ position: 1 });
  await models.createIndex({ key: 1 }, { unique: true });
  await models.createIndex({ model: 1, version: 1 }, { unique: true });
  await models.createIndex({ slot: 1 }, { unique: true });
  await models.createIndex({ position: 1 });
  await approvals.createIndex({ workflowId: 1, position: 1 });
  await approvals.createIndex({ position: 1 });
  await servingReports.createIndex({ target: 1 });
};
