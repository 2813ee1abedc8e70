import type { ClientSession } from "mongodb";
import { ConflictError } from "../../../domain/errors.ts";
import { type ModelVersion, modelVersionSchema, type Stage } from "../../../domain/registry/model-version.ts";
import { atStage, noSuchModel } from "../../registry-rules.ts";
import type { MongoConnection } from "../connect.ts";
import { asRestart, isDuplicateKey } from "../errors.ts";
import type { RegistryCollections } from "./collections.ts";
import { MAX_ATTEMPTS, parseVersion, type Shelf } from "./versions.ts";

type Models = RegistryCollections["models"];

/** Where the versions of models are, for what all versions have in common. */
export const modelShelf = (collection: Models): Shelf<ModelVersion> => ({
  collection,
  schema: modelVersionSchema,
  name: "model",
});

/** A field with a unique index: all versions of a model would have the same one in production, so one has. */
export const slotOf = ({ id, model, stage }: ModelVersion): string =>
  stage === "production" ? `production of ${model}` : id;

interface Move {
  readonly from: readonly Stage[];
  readonly to: Stage;
  readonly now: string;
}

/** Writes a stage where the version is still at that of `before`; resolves to whether it was. */
const replaceStage = async (
  models: Models,
  before: ModelVersion,
  after: ModelVersion,
  session: ClientSession | undefined,
): Promise<boolean> => {
  const { stage, stageChangedAt } = after;
  const { matchedCount } = await models.updateOne(
    { _id: before.id, stage: before.stage },
    { $set: { stage, stageChangedAt, slot: slotOf(after) } },
    session ? { session } : {},
  );
  return matchedCount === 1;
};

/** Moves a version as it is read now; `undefined` when it, or the place in production, changed meanwhile. */
const tryMove = async (
  models: Models,
  id: string,
  { from, to, now }: Move,
  session?: ClientSession,
): Promise<ModelVersion | undefined> => {
  const options = session ? { session } : {};
  const found = await models.findOne({ _id: id }, options);
  if (!found) throw noSuchModel(id);
  const before = parseVersion(modelVersionSchema, found);
  const after = atStage(before, from, to, now);
  if (after === before) return before;
  if (to === "production") {
    for (const record of await models.find({ model: before.model, stage: to }, options).toArray()) {
      const serving = parseVersion(modelVersionSchema, record);
      await replaceStage(models, serving, atStage(serving, [to], "archived", now), session);
    }
  }
  return (await replaceStage(models, before, after, session)) ? after : undefined;
};

/**
 * See `Registry.moveModel`. One transaction on a replica set. A standalone server has none: there the version in
 * production is archived first, then the other takes its place, and a move that was cut off between the two is
 * finished by doing it again.
 */
export const moveModel = async (
  { transaction }: Pick<MongoConnection, "transaction">,
  models: Models,
  id: string,
  move: Move,
): Promise<ModelVersion> => {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const moved = await (transaction
      ? transaction((session) =>
          tryMove(models, id, move, session).catch((error: unknown) => {
            throw asRestart(error);
          }),
        )
      : tryMove(models, id, move).catch((error: unknown) => {
          if (isDuplicateKey(error)) return undefined;
          throw error;
        }));
    if (moved) return moved;
  }
  throw new ConflictError(`Others keep moving model version ${id}; try again.`);
};

/** See `Registry.tagModel`. */
export const tagModel = async (
  models: Models,
  id: string,
  tags: Readonly<Record<string, string>>,
): Promise<ModelVersion> => {
  const found = await models.findOneAndUpdate(
    { _id: id },
    { $set: { tags: { ...tags } } },
    { returnDocument: "after" },
  );
  if (!found) throw noSuchModel(id);
  return parseVersion(modelVersionSchema, found);
};
