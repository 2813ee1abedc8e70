import {
  type DatasetDraft,
  type DatasetVersion,
  datasetVersionSchema,
} from "../../../domain/datasets/dataset-version.ts";
import type { DatasetFilter, Page } from "../../registry.ts";
import { checkDataset, positionOf, toDatasetVersion } from "../../registry-rules.ts";
import type { Connection } from "../connection.ts";
import { findRecord, listRecords, nextVersion } from "./records.ts";

/** See `Registry.getDataset`. */
export const getDataset = (connection: Connection, id: string): DatasetVersion | undefined =>
  findRecord(connection, "datasets", datasetVersionSchema, ["id", id]);

/** See `Registry.listDatasets`. */
export const listDatasets = (
  connection: Connection,
  { author, kind }: DatasetFilter,
  page: { after?: string; limit: number },
): Page<DatasetVersion> => listRecords(connection, "datasets", datasetVersionSchema, { author, kind }, page);

/** Numbers without gaps need the whole of it in one transaction, which the thread sees to. */
export const registerDataset = (
  connection: Connection,
  draft: DatasetDraft,
  now: string,
): { version: DatasetVersion; created: boolean } => {
  const checked = checkDataset(draft);
  const there = findRecord(connection, "datasets", datasetVersionSchema, ["key", checked.key]);
  if (there) return { version: there, created: false };
  const version = toDatasetVersion(checked, nextVersion(connection, "datasets", ["name", checked.name]), now);
  const { id, key, name, author, kind } = version;
  connection
    .prepare(
      "INSERT INTO datasets (id, key, name, version, author, kind, position, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .run(
      id,
      key,
      name,
      version.version,
      author,
      kind,
      positionOf(now, id, version.version),
      JSON.stringify(version),
    );
  return { version, created: true };
};
