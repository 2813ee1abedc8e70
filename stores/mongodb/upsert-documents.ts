import type { Document } from "../../domain/documents.ts";
import type { UpsertOutcome } from "../warehouse.ts";
import type { MongoConnection } from "./connect.ts";
import { prepareDocuments } from "./prepare-documents.ts";
import type { DocumentRecord } from "./records.ts";
import { upsertEach } from "./upsert-each.ts";
import { upsertInTransaction } from "./upsert-in-transaction.ts";
import { upsertUsers } from "./users.ts";

type Outcomes = Map<string, UpsertOutcome["outcome"]>;

/**
 * Stores documents and their authors. On a replica set that is one transaction; on a standalone server every document
 * is checked before the first is written, and each is written atomically, after its author.
 *
 * @throws {InvalidInputError} that names the first bad document.
 */
export const upsertDocuments = async (
  connection: MongoConnection,
  documents: readonly Document[],
  now: Date,
): Promise<UpsertOutcome[]> => {
  const records = prepareDocuments(documents, now);
  const authors = [...new Map(records.map(({ author }) => [author.id, author])).values()];
  const rounds = toRounds(records);
  const { transaction } = connection;
  const outcomes = transaction
    ? await transaction(async (session) => {
        await upsertUsers(connection, authors, session);
        return inTurn(rounds, (round) => upsertInTransaction(connection, round, session));
      })
    : await upsertUsers(connection, authors).then(() =>
        inTurn(rounds, (round) => upsertEach(connection, round)),
      );
  return inOrder(records, outcomes);
};

/** Batches in which each id stands once: an id's second record comes in the second batch, and so on. */
const toRounds = (records: readonly DocumentRecord[]): DocumentRecord[][] => {
  const rounds: DocumentRecord[][] = [];
  const seen = new Map<string, number>();
  for (const record of records) {
    const round = seen.get(record._id) ?? 0;
    seen.set(record._id, round + 1);
    const batch = rounds[round] ?? [];
    batch.push(record);
    rounds[round] = batch;
  }
  return rounds;
};

const inTurn = async (
  rounds: readonly DocumentRecord[][],
  upsert: (round: readonly DocumentRecord[]) => Promise<Outcomes>,
): Promise<Outcomes[]> => {
  const outcomes: Outcomes[] = [];
  for (const round of rounds) outcomes.push(await upsert(round));
  return outcomes;
};

/** One outcome per record: an id's first record has the first round's, its second the second's. */
const inOrder = (records: readonly DocumentRecord[], rounds: readonly Outcomes[]): UpsertOutcome[] => {
  const seen = new Map<string, number>();
  return records.map(({ _id: id }) => {
    const round = seen.get(id) ?? 0;
    seen.set(id, round + 1);
    const outcome = rounds[round]?.get(id);
    if (!outcome) throw new Error(`no outcome for document ${id}`);
    return { id, outcome };
  });
};
