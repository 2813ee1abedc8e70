import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { createSqliteRegistry } from "../../../stores/sqlite/create-sqlite-registry.ts";
import { readAll } from "../registry/fixtures.ts";
import { roundRecordSchema } from "./round-record.ts";
import { makeDatabaseFolder } from "./temporary-databases.ts";

const folder = makeDatabaseFolder();
afterAll(folder.remove);

const NAMES = ["first", "second", "third"];
const ROUNDS = 12;
const script = fileURLToPath(new URL("./registry-process.ts", import.meta.url));

/** What a process was told in each round; rejects when it fails. */
const runProcess = async (name: string) => {
  const [file, artefacts, source] = ["registry.sqlite", "artefacts", "source"].map(folder.path);
  const args = [script, file ?? "", artefacts ?? "", source ?? "", name, String(ROUNDS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout
    .trim()
    .split("\n")
    .map((line) => roundRecordSchema.parse(JSON.parse(line)));
};

it("processes that keep records at once agree on every one of them", async () => {
  mkdirSync(folder.path("source"));
  writeFileSync(join(folder.path("source"), "model.gguf"), "weights");
  const told = await Promise.all(NAMES.map(runProcess));
  const records = told.flat();
  const total = NAMES.length * ROUNDS;

  const registry = createSqliteRegistry(await folder.open("registry.sqlite"));
  const models = await readAll(10, (page) => registry.listModels({ model: "ann" }, page));
  const approvals = await readAll(10, (page) => registry.listApprovals({}, page));

  // Versions are numbered without gaps, and a key gives the same one to all.
  expect(models.map(({ version }) => version).sort((left, right) => left - right)).toEqual(
    Array.from({ length: ROUNDS + total }, (_, index) => index + 1),
  );
  expect(new Set(records.map(({ shared }) => shared)).size).toBe(ROUNDS);
  expect(records.filter(({ created: [shared] }) => shared)).toHaveLength(ROUNDS);
  expect(records.every(({ created: [, own] }) => own)).toBe(true);
  expect(models.filter(({ stage }) => stage === "production")).toHaveLength(1);
  expect(models.filter(({ stage }) => stage === "archived")).toHaveLength(total - 1);

  // The first decision counts, for everybody.
  expect(approvals).toHaveLength(ROUNDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { decision } = approvals.find(({ runId }) => runId === `run-${round}`) ?? {};
    expect(told.map((rounds) => rounds[round]?.approver)).toEqual(NAMES.map(() => decision?.approver));
  }

  // Each change of what serves was made on the one before it, and the last one is what serves.
  const revisions = records.map(({ revision }) => revision).sort((left, right) => left - right);
  expect(revisions).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  const last = records.find(({ revision }) => revision === total);
  expect(await registry.readServing("local")).toMatchObject({ revision: total, stable: last?.own });

  expect(readdirSync(folder.path("artefacts"))).toEqual([records[0]?.artefact]);
});
