import { afterAll } from "vitest";
import { createSqliteVectorStore } from "../../../stores/sqlite/create-sqlite-vector-store.ts";
import { describeVectorStore } from "../vector-store-contract.ts";
import { makeDatabaseFolder } from "./temporary-databases.ts";

const folder = makeDatabaseFolder();
afterAll(folder.remove);

describeVectorStore("the SQLite vector store", async () =>
  createSqliteVectorStore(await folder.open("vectors.sqlite")),
);
