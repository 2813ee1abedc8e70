import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { createSqliteRegistry } from "../../../stores/sqlite/create-sqlite-registry.ts";
import { approval } from "../../support/registry-records.ts";
import { decision, modelDraft } from "../registry/fixtures.ts";
import { describeRegistry } from "../registry-contract.ts";
import { makeDatabaseFolder } from "./temporary-databases.ts";

const folder = makeDatabaseFolder();
afterAll(folder.remove);

// Each call opens threads and connections of its own, as another process would.
describeRegistry("the SQLite registry", async () =>
  createSqliteRegistry(await folder.open("registry.sqlite")),
);

describe("the SQLite registry's file", () => {
  it("itself refuses to forget or change a decision", async () => {
    const registry = createSqliteRegistry(await folder.open("kept.sqlite"));
    await registry.requestDecision(approval());
    await registry.recordDecision("run-1", decision());
    using database = new DatabaseSync(folder.path("kept.sqlite"));
    expect(() => database.exec("DELETE FROM approvals")).toThrow("decisions are kept for ever");
    expect(() => database.exec("UPDATE approvals SET pending = 1")).toThrow("the first decision stays");
  });

  it("gives no record that is not what it should be", async () => {
    const registry = createSqliteRegistry(await folder.open("damaged.sqlite"));
    await registry.registerModel(modelDraft("ada"));
    {
      using database = new DatabaseSync(folder.path("damaged.sqlite"));
      database.exec(`UPDATE models SET body = json_set(body, '$.stage', 'famous')`);
    }
    await expect(registry.getModel("ada-v1")).rejects.toThrow("stage");
  });
});
