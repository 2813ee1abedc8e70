import {
  MongoBulkWriteError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from "mongodb";
import { SetupError, UnavailableError } from "../../domain/errors.ts";

const DUPLICATE_KEY = 11_000;
const AUTHENTICATION_CODES = [13, 18];
/** Stepdowns, shutdowns, time-outs and transactions that lost to others: later it may answer. */
const PASSING_CODES = [6, 7, 24, 50, 64, 89, 91, 112, 189, 251, 262, 9001, 10107, 11600, 11602, 13435, 13436];

/** Whether another document has the same `_id`, or the same fields of a unique index. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === DUPLICATE_KEY;

/**
 * Lets a transaction start again whose insert met a document that another client inserted after it began: the next
 * attempt reads that document. Returns the error, to be thrown.
 */
export const asRestart = (error: unknown): unknown => {
  if (error instanceof MongoServerError && isDuplicateKey(error)) {
    error.addErrorLabel("TransientTransactionError");
  }
  return error;
};

/** What an unordered batch did in which some operations met an existing `_id`: places in the batch. */
export interface DuplicateKeys {
  readonly inserted: Readonly<Record<number, unknown>>;
  readonly refused: ReadonlySet<number>;
}

/** Reads a failed batch; throws the error again when anything but existing `_id`s was in the way. */
export const readDuplicateKeys = (error: unknown): DuplicateKeys => {
  if (!(error instanceof MongoBulkWriteError)) throw error;
  const failures = [error.writeErrors].flat();
  if (failures.length === 0 || failures.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
  return { inserted: error.upsertedIds, refused: new Set(failures.map(({ index }) => index)) };
};

const isPassing = (error: unknown): boolean =>
  error instanceof MongoServerSelectionError ||
  error instanceof MongoNetworkError ||
  error instanceof MongoNotConnectedError ||
  error instanceof MongoTopologyClosedError ||
  (error instanceof MongoServerError && PASSING_CODES.includes(Number(error.code)));

/**
 * The driver's error as ours: `UnavailableError` when the server does not answer now, `SetupError` when it refuses
 * the credentials. Messages name `hosts`, never the connection string, which may hold a password. The driver's error
 * is not kept as the cause of what may be logged: its options hold the credentials. Any other error is returned as
 * it is.
 */
export const toTwinError = (error: unknown, hosts: string): unknown => {
  if (error instanceof MongoServerError && AUTHENTICATION_CODES.includes(Number(error.code))) {
    return new SetupError(
      `MongoDB at ${hosts} refused the credentials or the permission. Check the user, password and database in MONGODB_URI.`,
    );
  }
  if (!isPassing(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new UnavailableError(`MongoDB at ${hosts} does not answer: ${reason}`);
};
