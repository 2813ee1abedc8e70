import { DatabaseSync, type StatementSync } from "node:sqlite";
import { getLoadablePath } from "sqlite-vec";
import { SetupError } from "../../domain/errors.ts";
import { isBusy } from "./errors.ts";

/** How long a write waits for other processes' writes, in milliseconds. */
const BUSY_TIMEOUT_MS = 30_000;
const CACHE_KIB = 65_536;

/** One connection to the database file, used by one thread. */
export interface Connection {
  readonly file: string;
  exec(sql: string): void;
  /** Prepares a statement, once for each text. */
  prepare(sql: string): StatementSync;
  /** Runs `work` in a transaction that is rolled back when it throws. */
  transaction<T>(mode: "DEFERRED" | "IMMEDIATE", work: () => T): T;
  close(): void;
}

const loadVectorExtension = (database: DatabaseSync): void => {
  try {
    database.enableLoadExtension(true);
    database.loadExtension(getLoadablePath());
    database.enableLoadExtension(false);
  } catch (cause) {
    throw new SetupError(
      `SQLite's vector extension does not load on ${process.platform}-${process.arch}: ${String(cause)}. Run npm install again, or set QDRANT_URL to keep vectors in Qdrant.`,
      { cause },
    );
  }
};

/** Blocks this thread, which has nothing else to do. */
const sleep = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** Going over to the write-ahead log does not wait for other processes that do the same, so this does. */
const turnOnWriteAheadLog = (database: DatabaseSync): void => {
  const deadline = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      sleep(20);
    }
  }
};

/**
 * Opens the database file, which is made when it is not there. Errors are SQLite's own, see `toTwinError`.
 *
 * @throws {SetupError} when the vector extension does not load.
 */
export const openConnection = (file: string, access: "read" | "write"): Connection => {
  const database = new DatabaseSync(file, {
    allowExtension: true,
    enableForeignKeyConstraints: true,
    timeout: BUSY_TIMEOUT_MS,
  });
  try {
    if (access === "write") {
      database.exec("PRAGMA page_size = 8192");
      turnOnWriteAheadLog(database);
    }
    database.exec(
      // FULL: with NORMAL a power cut could take back writes that were acknowledged.
      `PRAGMA synchronous = FULL; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA temp_store = MEMORY`,
    );
    loadVectorExtension(database);
    if (access === "read") database.exec("PRAGMA query_only = ON");
  } catch (error) {
    database.close();
    throw error;
  }

  const statements = new Map<string, StatementSync>();
  return {
    file,
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known) return known;
      const statement = database.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    transaction: (mode, work) => {
      database.exec(`BEGIN ${mode}`);
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        // A full disk has SQLite roll back by itself.
        if (database.isTransaction) database.exec("ROLLBACK");
        throw error;
      }
    },
    close: () => database.close(),
  };
};
