import { datasetVersionSchema } from "../../domain/datasets/dataset-version.ts";
import type { Registry } from "../registry.ts";
import { checkDataset, checkModel, toDatasetVersion, toModelVersion } from "../registry-rules.ts";
import { connectMongo, type MongoOptions } from "./connect.ts";
import * as approvals from "./registry/approvals.ts";
import { createRegistryIndexes, registryCollections } from "./registry/collections.ts";
import { modelShelf, moveModel, slotOf, tagModel } from "./registry/models.ts";
import * as serving from "./registry/serving.ts";
import { findVersion, listVersions, register } from "./registry/versions.ts";

export interface MongoRegistryOptions extends MongoOptions {
  /** The time that versions are stamped with; the system's clock by default. */
  readonly now?: () => Date;
}

/**
 * The registry on MongoDB 4.4 or newer. Connects, creates missing indexes and finds out whether the server has
 * transactions.
 *
 * @throws {SetupError} when the connection string is wrong or refused.
 * @throws {UnavailableError} when no server answers in time.
 */
export const createMongoRegistry = async ({
  now = () => new Date(),
  ...options
}: MongoRegistryOptions): Promise<Registry> => {
  await using opening = new AsyncDisposableStack();
  const connection = await connectMongo(options);
  opening.defer(connection.close);
  const { guard } = connection;
  const collections = registryCollections(connection);
  await guard(() => createRegistryIndexes(collections));
  const { servingStates, servingReports, samples } = collections;
  const datasets = { collection: collections.datasets, schema: datasetVersionSchema, name: "name" } as const;
  const models = modelShelf(collections.models);
  const stamp = () => now().toISOString();

  const opened = opening.move();
  return {
    registerDataset: (draft) =>
      guard(() => {
        const checked = checkDataset(draft);
        return register(datasets, checked, (number) => ({
          version: toDatasetVersion(checked, number, stamp()),
        }));
      }),
    getDataset: (id) => guard(() => findVersion(datasets, { _id: id })),
    listDatasets: (filter, page) => guard(() => listVersions(datasets, present({ ...filter }), page)),
    registerModel: (draft) =>
      guard(() => {
        const checked = checkModel(draft);
        return register(models, { key: checked.key, name: checked.model }, (number) => {
          const version = toModelVersion(checked, number, stamp());
          return { version, indexed: { slot: slotOf(version) } };
        });
      }),
    getModel: (id) => guard(() => findVersion(models, { _id: id })),
    listModels: ({ datasetId, ...filter }, page) =>
      guard(() => listVersions(models, present({ ...filter, "lineage.datasetId": datasetId }), page)),
    moveModel: (id, from, to) =>
      guard(() => moveModel(connection, collections.models, id, { from, to, now: stamp() })),
    tagModel: (id, tags) => guard(() => tagModel(collections.models, id, tags)),
    requestDecision: (approval) => guard(() => approvals.requestDecision(collections.approvals, approval)),
    recordDecision: (runId, decision) =>
      guard(() => approvals.recordDecision(collections.approvals, runId, decision)),
    getApproval: (workflowId, runId) =>
      guard(() => approvals.getApproval(collections.approvals, workflowId, runId)),
    listApprovals: (filter, page) =>
      guard(() => approvals.listApprovals(collections.approvals, filter, page)),
    readServing: (target) => guard(() => serving.readServing(servingStates, target)),
    changeServing: (expected, next) => guard(() => serving.changeServing(servingStates, expected, next)),
    reportServing: (report) => guard(() => serving.reportServing(servingReports, report)),
    listServingReports: (target) => guard(() => serving.listServingReports(servingReports, target)),
    forgetServingReports: (before) => guard(() => serving.forgetServingReports(servingReports, before)),
    readSamples: (hash) => guard(async () => (await samples.findOne({ _id: hash }))?.json),
    writeSamples: (hash, json) =>
      guard(async () => void (await samples.replaceOne({ _id: hash }, { json }, { upsert: true }))),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
};

/** Without the fields that mean any value; MongoDB would look for records that lack them. */
const present = (filter: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])),
  );
