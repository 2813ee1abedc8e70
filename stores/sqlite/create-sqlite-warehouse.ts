import type { Warehouse } from "../warehouse.ts";
import type { SqliteDatabase } from "./open-database.ts";

/** The warehouse in a SQLite file. The database stays its opener's to close. */
export const createSqliteWarehouse = (database: SqliteDatabase): Warehouse => ({
  upsertAuthors: (authors) => database.write("upsertAuthors", authors),
  findAuthor: (nameOrId) => database.read("findAuthor", nameOrId),
  listAuthors: () => database.read("listAuthors"),
  deleteAuthor: (authorId) => database.write("deleteAuthor", authorId),
  upsertDocuments: (documents) =>
    database.write("upsertWarehouseDocuments", documents, new Date().toISOString()),
  getDocuments: (ids) => database.read("getWarehouseDocuments", ids),
  listDocuments: (filter, page) => database.read("listDocuments", filter, page),
  findMissing: (ids) => database.read("findMissing", ids),
  deleteDocuments: (filter) => database.write("deleteWarehouseDocuments", filter),
  countDocuments: (filter) => database.read("countDocuments", filter),
  ping: () => database.read("ping"),
  [Symbol.asyncDispose]: async () => {},
});
