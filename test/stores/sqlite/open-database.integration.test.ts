import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { NotFoundError, SetupError, UnavailableError } from "../../../domain/errors.ts";
import { createSqliteVectorStore } from "../../../stores/sqlite/create-sqlite-vector-store.ts";
import { createSqliteWarehouse } from "../../../stores/sqlite/create-sqlite-warehouse.ts";
import { toTwinError } from "../../../stores/sqlite/errors.ts";
import { openSqliteDatabase } from "../../../stores/sqlite/open-database.ts";
import { article } from "../warehouse/fixtures.ts";
import { makeDatabaseFolder } from "./temporary-databases.ts";

const folder = makeDatabaseFolder();
afterAll(folder.remove);

describe("openSqliteDatabase", () => {
  it("makes the file and its folders, and finds everything again", async () => {
    const file = folder.path("new/folder/twin.sqlite");
    {
      await using database = await openSqliteDatabase({ file });
      expect(database.file).toBe(file);
      await createSqliteWarehouse(database).upsertDocuments([article("a")]);
    }
    await using again = await openSqliteDatabase({ file });
    expect(await createSqliteWarehouse(again).findMissing([article("a").id])).toEqual([]);
  });

  it("leaves one file behind, so that a copy of it is a backup", async () => {
    const file = folder.path("copied.sqlite");
    {
      await using database = await openSqliteDatabase({ file });
      await createSqliteWarehouse(database).upsertDocuments([article("a")]);
    }
    writeFileSync(folder.path("copy.sqlite"), readFileSync(file));
    const copy = await folder.open("copy.sqlite");
    expect(await createSqliteWarehouse(copy).getDocuments([article("a").id])).toEqual([article("a")]);
  });

  it("keeps the class and message of errors across its threads", async () => {
    const vectors = createSqliteVectorStore(await folder.open("errors.sqlite"));
    const attempt = vectors.count("missing");
    await expect(attempt).rejects.toBeInstanceOf(NotFoundError);
    await expect(attempt).rejects.toThrow("There is no collection or alias named missing");
  });

  it("finishes what was asked before it is closed, and refuses what comes after", async () => {
    const database = await openSqliteDatabase({ file: folder.path("closed.sqlite") });
    const warehouse = createSqliteWarehouse(database);
    const written = warehouse.upsertDocuments([article("a")]);
    await database[Symbol.asyncDispose]();
    expect(await written).toHaveLength(1);
    await expect(warehouse.ping()).rejects.toBeInstanceOf(UnavailableError);
    await database[Symbol.asyncDispose]();
  });

  const expectSetupError = async (file: string, advice: string) => {
    const attempt = openSqliteDatabase({ file });
    await expect(attempt).rejects.toBeInstanceOf(SetupError);
    await expect(attempt).rejects.toThrow(file);
    await expect(attempt).rejects.toThrow(advice);
  };

  it("says what to do about a file that is not a database, and leaves it alone", async () => {
    const file = folder.path("notes.txt");
    const content = "These are notes. ".repeat(1_000);
    writeFileSync(file, content);
    await expectSetupError(file, "is not a SQLite database. Move it away");
    expect(readFileSync(file, "utf8")).toBe(content);
  });

  it("says what to do about a folder in the file's place, and a file in the folder's", async () => {
    mkdirSync(folder.path("a-folder"));
    await expectSetupError(folder.path("a-folder"), "cannot be opened");
    writeFileSync(folder.path("a-file"), "");
    await expectSetupError(folder.path("a-file/twin.sqlite"), "cannot be made");
  });

  it("refuses the file of a newer version", async () => {
    const file = folder.path("newer.sqlite");
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 1000");
    database.close();
    await expectSetupError(file, "Update the program");
  });
});

describe("toTwinError", () => {
  it("takes a full disk for a passing fault, and says to free space", () => {
    const file = folder.path("full.sqlite");
    const database = new DatabaseSync(file);
    // SQLite reports the same when the disk is full and when the file may not grow.
    database.exec("CREATE TABLE filler (bytes BLOB); PRAGMA max_page_count = 4");
    let raised: unknown;
    try {
      database.exec("INSERT INTO filler VALUES (zeroblob(1000000))");
    } catch (error) {
      raised = error;
    }
    database.close();
    expect(toTwinError(raised, file)).toBeInstanceOf(UnavailableError);
    expect(toTwinError(raised, file)).toHaveProperty("message", expect.stringContaining("is full"));
    expect(toTwinError(raised, file)).toHaveProperty("message", expect.stringContaining(file));
  });

  it("takes a lock for a passing fault", () => {
    const file = folder.path("locked.sqlite");
    const [holder, other] = [new DatabaseSync(file), new DatabaseSync(file, { timeout: 0 })];
    holder.exec("BEGIN EXCLUSIVE");
    let raised: unknown;
    try {
      other.exec("BEGIN IMMEDIATE");
    } catch (error) {
      raised = error;
    }
    holder.close();
    other.close();
    expect(toTwinError(raised, file)).toBeInstanceOf(UnavailableError);
  });

  it("leaves other errors as they are", () => {
    const error = new Error("other");
    expect(toTwinError(error, "file")).toBe(error);
  });
});
