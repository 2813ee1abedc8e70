import type { ClientSession } from "mongodb";
import type { UpsertOutcome } from "../warehouse.ts";
import type { MongoConnection } from "./connect.ts";
import { asRestart } from "./errors.ts";
import type { DocumentRecord } from "./records.ts";
import { groupByCategory, outcomeOf, readStored, removeMoved } from "./stored-documents.ts";

/**
 * Stores records, each id once, within a transaction. What it has read stays true until it commits: when another
 * client writes the same document meanwhile, one of the two transactions starts again.
 */
export const upsertInTransaction = async (
  connection: MongoConnection,
  records: readonly DocumentRecord[],
  session: ClientSession,
): Promise<Map<string, UpsertOutcome["outcome"]>> => {
  const ids = records.map(({ _id }) => _id);
  const stored = await readStored(connection, ids, session);
  const outcomes = new Map(records.map((record) => [record._id, outcomeOf(record, stored.get(record._id))]));
  const changed = records.filter(({ _id }) => outcomes.get(_id) !== "unchanged");
  try {
    for (const [category, ofCategory] of groupByCategory(changed)) {
      await connection.documents(category).bulkWrite(
        ofCategory.map(({ _id, ...replacement }) => ({
          replaceOne: { filter: { _id }, replacement, upsert: true },
        })),
        { session },
      );
    }
  } catch (error) {
    throw asRestart(error);
  }
  await removeMoved(connection, changed, stored, session);
  return outcomes;
};
