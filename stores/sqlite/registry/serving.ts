import {
  type ServingReport,
  type ServingState,
  servingReportSchema,
  servingStateSchema,
  type Target,
} from "../../../domain/deployment/serving.ts";
import { checkServingReport, neverDeployed, nextServing, requireRepeated } from "../../serving-rules.ts";
import type { Connection } from "../connection.ts";
import { parseBody } from "./records.ts";

/** See `Registry.readServing`. */
export const readServing = (connection: Connection, target: Target): ServingState =>
  parseBody(
    servingStateSchema,
    connection.prepare("SELECT body FROM serving_states WHERE target = ?").get(target),
  ) ?? neverDeployed(target);

/** See `Registry.changeServing`. */
export const changeServing = (
  connection: Connection,
  expected: number,
  next: Omit<ServingState, "revision">,
): ServingState => {
  const state = nextServing(expected, next);
  const found = readServing(connection, next.target);
  if (found.revision !== expected) return requireRepeated(found, state);
  connection
    .prepare("INSERT OR REPLACE INTO serving_states (target, revision, body) VALUES (?, ?, ?)")
    .run(state.target, state.revision, JSON.stringify(state));
  return state;
};

/** See `Registry.reportServing`. */
export const reportServing = (connection: Connection, report: ServingReport): void => {
  const checked = checkServingReport(report);
  const { target, instance, version, reportedAt } = checked;
  connection
    .prepare(
      "INSERT OR REPLACE INTO serving_reports (target, instance, version, reported_at, body) VALUES (?, ?, ?, ?, ?)",
    )
    .run(target, instance, version, new Date(reportedAt).toISOString(), JSON.stringify(checked));
};

/** See `Registry.listServingReports`. */
export const listServingReports = (connection: Connection, target: Target): ServingReport[] =>
  connection
    .prepare("SELECT body FROM serving_reports WHERE target = ? ORDER BY instance, version")
    .all(target)
    .flatMap((row) => parseBody(servingReportSchema, row) ?? []);

/** See `Registry.forgetServingReports`. */
export const forgetServingReports = (connection: Connection, before: string): void => {
  connection.prepare("DELETE FROM serving_reports WHERE reported_at < ?").run(new Date(before).toISOString());
};
