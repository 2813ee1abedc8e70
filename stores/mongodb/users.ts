import type { ClientSession } from "mongodb";
import type { Author } from "../../domain/documents.ts";
import { normalizedAuthorName } from "../../domain/identity.ts";
import type { MongoConnection } from "./connect.ts";
import { asRestart } from "./errors.ts";
import { toAuthor, toUserRecord } from "./records.ts";

/** Writes those authors that are new or named otherwise; the others are only read, so that writers do not meet. */
export const upsertUsers = async (
  { users }: MongoConnection,
  authors: readonly Author[],
  session?: ClientSession,
): Promise<void> => {
  const options = session ? { session } : {};
  const ids = authors.map(({ id }) => id);
  const known = await users.find({ _id: { $in: ids } }, options).toArray();
  const names = new Map(known.map(({ _id, name }) => [_id, name]));
  const operations = authors
    .filter(({ id, name }) => names.get(id) !== name)
    .map(toUserRecord)
    .map(({ _id, ...fields }) => ({
      updateOne: { filter: { _id }, update: { $set: fields }, upsert: true },
    }));
  if (operations.length === 0) return;
  try {
    await users.bulkWrite(operations, options);
  } catch (error) {
    throw asRestart(error);
  }
};

/** See `Warehouse.findAuthor`. */
export const findUser = async ({ users }: MongoConnection, nameOrId: string): Promise<Author | undefined> => {
  const found =
    (await users.findOne({ _id: nameOrId.trim().toLowerCase() })) ??
    (await users.findOne({ normalizedName: normalizedAuthorName(nameOrId) }));
  return found ? toAuthor(found) : undefined;
};

/** See `Warehouse.listAuthors`. */
export const listUsers = async ({ users }: MongoConnection): Promise<Author[]> =>
  (await users.find().sort({ normalizedName: 1, _id: 1 }).toArray()).map(toAuthor);
