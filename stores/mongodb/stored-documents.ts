import type { ClientSession } from "mongodb";
import { type Category, categories } from "../../domain/documents.ts";
import type { UpsertOutcome } from "../warehouse.ts";
import type { MongoConnection } from "./connect.ts";
import type { DocumentRecord } from "./records.ts";

/** Where the warehouse holds a document, and at which content. */
export interface StoredDocument {
  readonly category: Category;
  readonly contentHash: string;
}

/** What the warehouse holds of these ids, in whichever category. */
export const readStored = async (
  { documents }: MongoConnection,
  ids: readonly string[],
  session?: ClientSession,
): Promise<ReadonlyMap<string, StoredDocument>> => {
  const stored = new Map<string, StoredDocument>();
  for (const category of categories) {
    const cursor = documents(category).find(
      { _id: { $in: [...ids] } },
      { projection: { contentHash: 1 }, ...(session && { session }) },
    );
    for await (const { _id, contentHash } of cursor) stored.set(_id, { category, contentHash });
  }
  return stored;
};

export const outcomeOf = (
  record: DocumentRecord,
  stored: StoredDocument | undefined,
): UpsertOutcome["outcome"] => {
  if (!stored) return "new";
  // The category is part of the hash; a document that moves has another one.
  return stored.contentHash === record.contentHash ? "unchanged" : "changed";
};

/** Deletes those documents that were stored under another category and were not touched by others since. */
export const removeMoved = async (
  { documents }: MongoConnection,
  written: readonly DocumentRecord[],
  stored: ReadonlyMap<string, StoredDocument>,
  session?: ClientSession,
): Promise<void> => {
  for (const { _id, category } of written) {
    const before = stored.get(_id);
    if (!before || before.category === category) continue;
    await documents(before.category).deleteOne(
      { _id, contentHash: before.contentHash },
      session ? { session } : {},
    );
  }
};

export const groupByCategory = (records: readonly DocumentRecord[]): [Category, DocumentRecord[]][] => [
  ...Map.groupBy(records, ({ category }) => category),
];
