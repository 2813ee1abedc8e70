import { afterAll } from "vitest";
import { createSqliteWarehouse } from "../../../stores/sqlite/create-sqlite-warehouse.ts";
import { describeWarehouse } from "../warehouse-contract.ts";
import { makeDatabaseFolder } from "./temporary-databases.ts";

const folder = makeDatabaseFolder();
afterAll(folder.remove);

describeWarehouse("the SQLite warehouse", async () =>
  createSqliteWarehouse(await folder.open("warehouse.sqlite")),
);
