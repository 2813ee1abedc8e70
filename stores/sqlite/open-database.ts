import { dirname, resolve } from "node:path";
import { makeFolder as makeFolders } from "../../configs/make-folder.ts";
import { SetupError, UnavailableError } from "../../domain/errors.ts";
import { type DatabaseThread, startDatabaseThread } from "./database-thread.ts";
import type { Arguments, ReadOperations, WriteOperations } from "./operations.ts";

/** A SQLite file with its threads: SQLite blocks whoever calls it, so no call is made on this thread. */
export interface SqliteDatabase extends AsyncDisposable {
  /** Absolute path. */
  readonly file: string;
  /** Runs an operation on the least busy reader, on a snapshot of the file. */
  read<Name extends keyof ReadOperations>(
    name: Name,
    ...args: Arguments<ReadOperations[Name]>
  ): Promise<ReturnType<ReadOperations[Name]>>;
  /** Runs an operation on the writer, in one transaction that is durable when this resolves. */
  write<Name extends keyof WriteOperations>(
    name: Name,
    ...args: Arguments<WriteOperations[Name]>
  ): Promise<ReturnType<WriteOperations[Name]>>;
}

const makeFolder = async (file: string): Promise<void> => {
  try {
    await makeFolders(dirname(file));
  } catch (cause) {
    throw new SetupError(
      `The folder of the database ${file} cannot be made: ${String(cause)}. Set DATA_DIR to a folder that this user may write.`,
      { cause },
    );
  }
};

/** Starts all of them at once. Where one fails, the others are waited for, so that `owner` has every thread to end. */
const startReaders = async (
  file: string,
  count: number,
  owner: AsyncDisposableStack,
): Promise<DatabaseThread[]> => {
  const started = await Promise.allSettled(
    Array.from({ length: count }, async () => owner.use(await startDatabaseThread(file, "read"))),
  );
  return started.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
};

const leastBusy = (threads: readonly DatabaseThread[]): DatabaseThread | undefined =>
  threads.reduce<DatabaseThread | undefined>(
    (best, thread) => (best && best.pending() <= thread.pending() ? best : thread),
    undefined,
  );

/**
 * Opens (or makes) the database file with one writing and `readers` reading threads (two, so that dense and text
 * search run at once). Several processes may have the same file open.
 *
 * @throws {SetupError} when the file cannot be opened, is no database of ours, or is of a newer version.
 * @throws {UnavailableError} when the disk is full or fails, or another process holds the file too long.
 */
export const openSqliteDatabase = async ({
  file: path,
  readers: readerCount = 2,
}: {
  readonly file: string;
  readonly readers?: number;
}): Promise<SqliteDatabase> => {
  const file = resolve(path);
  await makeFolder(file);
  await using starting = new AsyncDisposableStack();
  // The writer goes first: it makes the schema that the readers expect.
  const writer = starting.use(await startDatabaseThread(file, "write"));
  const readers = await startReaders(file, readerCount, starting);
  const threads = starting.move();

  const call = (thread: DatabaseThread | undefined, name: string, args: readonly unknown[]) => {
    if (!thread || threads.disposed) throw new UnavailableError(`The database ${file} is closed`);
    return thread.call(name, args);
  };
  return {
    file,
    // Both casts hold because the thread runs the operation of that very name, see thread.ts.
    read: async <Name extends keyof ReadOperations>(name: Name, ...args: Arguments<ReadOperations[Name]>) =>
      (await call(leastBusy(readers), name, args)) as ReturnType<ReadOperations[Name]>,
    write: async <Name extends keyof WriteOperations>(
      name: Name,
      ...args: Arguments<WriteOperations[Name]>
    ) => (await call(writer, name, args)) as ReturnType<WriteOperations[Name]>,
    [Symbol.asyncDispose]: () => threads.disposeAsync(),
  };
};
