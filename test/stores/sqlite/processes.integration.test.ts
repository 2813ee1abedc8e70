import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { createSqliteVectorStore } from "../../../stores/sqlite/create-sqlite-vector-store.ts";
import { createSqliteWarehouse } from "../../../stores/sqlite/create-sqlite-warehouse.ts";
import { cleanedDocument } from "../vector-store/fixtures.ts";
import { article } from "../warehouse/fixtures.ts";
import { makeDatabaseFolder } from "./temporary-databases.ts";

const COLLECTION = "shared";
const folder = makeDatabaseFolder();
const children: ChildProcess[] = [];

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await folder.remove();
});

const startWriter = (file: string, first: number, count: number) => {
  const script = fileURLToPath(new URL("./writer-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, file, COLLECTION, String(first), String(count)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const errors: string[] = [];
  child.stderr.on("data", (data) => errors.push(String(data)));
  const lines = createInterface({ input: child.stdout });
  const acknowledged: number[] = [];
  lines.on("line", (line) => acknowledged.push(Number(line)));
  const ended = Promise.all([once(child, "close"), once(lines, "close")]).then(([[code]]) => ({
    code,
    errors: errors.join(""),
  }));
  return { child, lines, acknowledged, ended };
};

const range = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

/** Both stores hold these documents whole: nothing is missing, and no chunk is there twice. */
const expectStored = async (name: string, numbers: readonly number[], total?: number) => {
  const database = await folder.open(name);
  const warehouse = createSqliteWarehouse(database);
  const vectors = createSqliteVectorStore(database);
  expect(await warehouse.findMissing(numbers.map((number) => article(`written-${number}`).id))).toEqual([]);
  const documentIds = numbers.map((number) => cleanedDocument(`written-${number}`).documentId);
  expect(await vectors.count(COLLECTION, { documentIds })).toBe(2 * numbers.length);
  expect((await vectors.readVersions(COLLECTION, documentIds)).size).toBe(numbers.length);
  expect(await vectors.searchText(COLLECTION, "one", { limit: 1_000, filter: { documentIds } })).toHaveLength(
    numbers.length,
  );
  if (total === undefined) return;
  expect(await vectors.count(COLLECTION)).toBe(2 * total);
  const counts = await warehouse.countDocuments();
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(total);
};

describe("processes on one file", () => {
  it("write at once, from the file's creation on, without loss, doubles or errors", async () => {
    const file = folder.path("three.sqlite");
    // Each range overlaps the next by half.
    const writers = [0, 30, 60].map((first) => startWriter(file, first, 60));
    for (const { ended } of writers) expect(await ended).toEqual({ code: 0, errors: "" });
    for (const { acknowledged } of writers) expect(acknowledged).toHaveLength(60);
    await expectStored("three.sqlite", range(0, 120), 120);
  });

  it("lose nothing acknowledged when one is killed in the middle of a write", async () => {
    const file = folder.path("killed.sqlite");
    const { child, lines, acknowledged, ended } = startWriter(file, 0, 1_000_000);
    while (acknowledged.length < 50) await once(lines, "line");
    child.kill("SIGKILL");
    expect(await ended).toEqual({ code: null, errors: "" });
    expect(acknowledged.length).toBeGreaterThanOrEqual(50);
    await expectStored("killed.sqlite", acknowledged);
    const next = startWriter(file, 0, acknowledged.length + 10);
    expect(await next.ended).toEqual({ code: 0, errors: "" });
    await expectStored("killed.sqlite", range(0, acknowledged.length + 10));
  });
});
