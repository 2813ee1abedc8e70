import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteDatabase, type SqliteDatabase } from "../../../stores/sqlite/open-database.ts";

/** A folder for a suite's databases; `remove` closes all that were opened through it and deletes the folder. */
export const makeDatabaseFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "twin-sqlite-"));
  const opened: SqliteDatabase[] = [];
  return {
    path: (name: string) => join(folder, name),
    open: async (name: string): Promise<SqliteDatabase> => {
      const database = await openSqliteDatabase({ file: join(folder, name) });
      opened.push(database);
      return database;
    },
    remove: async (): Promise<void> => {
      for (const database of opened) await database[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
};
