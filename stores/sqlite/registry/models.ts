import {
  type ModelDraft,
  type ModelVersion,
  modelVersionSchema,
  type Stage,
} from "../../../domain/registry/model-version.ts";
import type { ModelFilter, Page } from "../../registry.ts";
import { atStage, checkModel, noSuchModel, positionOf, toModelVersion } from "../../registry-rules.ts";
import type { Connection } from "../connection.ts";
import { findRecord, listRecords, nextVersion } from "./records.ts";

/** See `Registry.getModel`. */
export const getModel = (connection: Connection, id: string): ModelVersion | undefined =>
  findRecord(connection, "models", modelVersionSchema, ["id", id]);

const requireModel = (connection: Connection, id: string): ModelVersion => {
  const version = getModel(connection, id);
  if (!version) throw noSuchModel(id);
  return version;
};

/** See `Registry.listModels`. */
export const listModels = (
  connection: Connection,
  { author, model, stage, datasetId }: ModelFilter,
  page: { after?: string; limit: number },
): Page<ModelVersion> =>
  listRecords(
    connection,
    "models",
    modelVersionSchema,
    { author, model, stage, dataset_id: datasetId },
    page,
  );

/** Numbers without gaps need the whole of it in one transaction, which the thread sees to. */
export const registerModel = (
  connection: Connection,
  draft: ModelDraft,
  now: string,
): { version: ModelVersion; created: boolean } => {
  const checked = checkModel(draft);
  const there = findRecord(connection, "models", modelVersionSchema, ["key", checked.key]);
  if (there) return { version: there, created: false };
  const version = toModelVersion(checked, nextVersion(connection, "models", ["model", checked.model]), now);
  const { id, key, model, author, lineage, stage } = version;
  const position = positionOf(now, id, version.version);
  connection
    .prepare(
      `INSERT INTO models (id, key, model, version, author, dataset_id, stage, position, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      key,
      model,
      version.version,
      author,
      lineage.datasetId,
      stage,
      position,
      JSON.stringify(version),
    );
  return { version, created: true };
};

const replaceModel = (connection: Connection, version: ModelVersion): ModelVersion => {
  connection
    .prepare("UPDATE models SET stage = ?, body = ? WHERE id = ?")
    .run(version.stage, JSON.stringify(version), version.id);
  return version;
};

/** See `Registry.moveModel`. What leaves production goes first: an index lets one version of a model be there. */
export const moveModel = (
  connection: Connection,
  id: string,
  { from, to, now }: { readonly from: readonly Stage[]; readonly to: Stage; readonly now: string },
): ModelVersion => {
  const before = requireModel(connection, id);
  const moved = atStage(before, from, to, now);
  if (moved === before) return before;
  if (to === "production") {
    const serving = { model: moved.model, stage: "production" } as const;
    for (const other of listModels(connection, serving, { limit: 1 }).items) {
      replaceModel(connection, atStage(other, ["production"], "archived", now));
    }
  }
  return replaceModel(connection, moved);
};

/** See `Registry.tagModel`. */
export const tagModel = (
  connection: Connection,
  id: string,
  tags: Readonly<Record<string, string>>,
): ModelVersion => replaceModel(connection, { ...requireModel(connection, id), tags: { ...tags } });
