import { ConflictError } from "../../domain/errors.ts";
import type { UpsertOutcome } from "../warehouse.ts";
import type { MongoConnection } from "./connect.ts";
import { readDuplicateKeys } from "./errors.ts";
import type { DocumentRecord } from "./records.ts";
import {
  groupByCategory,
  outcomeOf,
  readStored,
  removeMoved,
  type StoredDocument,
} from "./stored-documents.ts";

type Outcomes = Map<string, UpsertOutcome["outcome"]>;

/** Attempts at documents that others write or delete at the same moment. */
const MAX_ATTEMPTS = 5;

/**
 * Stores records, each id once, without a transaction: each is written atomically, by a replacement that only
 * happens where the content differs. Where it does not, or where another client was first, the server reports an
 * existing `_id`, and the record is looked at again.
 *
 * @throws {ConflictError} when others keep writing the same documents.
 */
export const upsertEach = async (
  connection: MongoConnection,
  records: readonly DocumentRecord[],
): Promise<Outcomes> => {
  const outcomes: Outcomes = new Map();
  let pending = records;
  for (let attempt = 0; pending.length > 0; attempt += 1) {
    if (attempt === MAX_ATTEMPTS) {
      const links = pending.map(({ link }) => link).join(", ");
      throw new ConflictError(`Others keep changing these documents; try again: ${links}`);
    }
    const stored = await readStored(
      connection,
      pending.map(({ _id }) => _id),
    );
    for (const record of pending) {
      if (outcomeOf(record, stored.get(record._id)) === "unchanged") outcomes.set(record._id, "unchanged");
    }
    const differing = pending.filter(({ _id }) => !outcomes.has(_id));
    for (const [category, ofCategory] of groupByCategory(differing)) {
      const written = await replaceDiffering(connection.documents(category), ofCategory, stored);
      for (const [id, outcome] of written) outcomes.set(id, outcome);
    }
    pending = differing.filter(({ _id }) => !outcomes.has(_id));
    await removeMoved(
      connection,
      differing.filter(({ _id }) => outcomes.has(_id)),
      stored,
    );
  }
  return outcomes;
};

/** The outcomes of those records that were written. */
const replaceDiffering = async (
  collection: ReturnType<MongoConnection["documents"]>,
  records: readonly DocumentRecord[],
  stored: ReadonlyMap<string, StoredDocument>,
): Promise<Outcomes> => {
  const operations = records.map(({ _id, ...replacement }) => ({
    replaceOne: {
      filter: { _id, contentHash: { $ne: replacement.contentHash } },
      replacement,
      upsert: true,
    },
  }));
  const { inserted, refused } = await collection
    .bulkWrite(operations, { ordered: false })
    .then(({ upsertedIds }) => ({ inserted: upsertedIds, refused: new Set<number>() }))
    .catch(readDuplicateKeys);
  return new Map(
    records.flatMap(({ _id }, index) => {
      if (refused.has(index)) return [];
      return [[_id, index in inserted && !stored.has(_id) ? "new" : "changed"] as const];
    }),
  );
};
