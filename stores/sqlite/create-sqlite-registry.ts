import type { Registry } from "../registry.ts";
import type { SqliteDatabase } from "./open-database.ts";

/**
 * The registry in a SQLite file. The database stays its opener's to close.
 *
 * @param now the time that versions are stamped with; the system's clock by default.
 */
export const createSqliteRegistry = (
  database: SqliteDatabase,
  { now = () => new Date() }: { readonly now?: () => Date } = {},
): Registry => ({
  registerDataset: (draft) => database.write("registerDataset", draft, now().toISOString()),
  getDataset: (id) => database.read("getDataset", id),
  listDatasets: (filter, page) => database.read("listDatasets", filter, page),
  registerModel: (draft) => database.write("registerModel", draft, now().toISOString()),
  getModel: (id) => database.read("getModel", id),
  listModels: (filter, page) => database.read("listModels", filter, page),
  moveModel: (id, from, to) => database.write("moveModel", id, { from, to, now: now().toISOString() }),
  tagModel: (id, tags) => database.write("tagModel", id, tags),
  requestDecision: (approval) => database.write("requestDecision", approval),
  recordDecision: (runId, decision) => database.write("recordDecision", runId, decision),
  getApproval: (workflowId, runId) => database.read("getApproval", workflowId, runId),
  listApprovals: (filter, page) => database.read("listApprovals", filter, page),
  readServing: (target) => database.read("readServing", target),
  changeServing: (expected, next) => database.write("changeServing", expected, next),
  reportServing: (report) => database.write("reportServing", report),
  listServingReports: (target) => database.read("listServingReports", target),
  forgetServingReports: (before) => database.write("forgetServingReports", before),
  readSamples: (hash) => database.read("readSamples", hash),
  writeSamples: (hash, json) => database.write("writeSamples", hash, json),
  [Symbol.asyncDispose]: async () => {},
});
