import { type Approval, approvalSchema, type DecisionRecord } from "../../../domain/registry/approval.ts";
import type { Page } from "../../registry.ts";
import { checkApproval, noSuchApproval, positionOf } from "../../registry-rules.ts";
import type { Connection } from "../connection.ts";
import { findRecord, listRecords } from "./records.ts";

const findByRun = (connection: Connection, runId: string): Approval | undefined =>
  findRecord(connection, "approvals", approvalSchema, ["run_id", runId]);

/** See `Registry.getApproval`. */
export const getApproval = (
  connection: Connection,
  workflowId: string,
  runId: string | undefined,
): Approval | undefined => {
  const restriction = { workflow_id: workflowId, run_id: runId };
  return listRecords(connection, "approvals", approvalSchema, restriction, { limit: 1 }).items[0];
};

/** See `Registry.listApprovals`. */
export const listApprovals = (
  connection: Connection,
  { pending, author }: { readonly pending?: boolean; readonly author?: string },
  page: { after?: string; limit: number },
): Page<Approval> => {
  const restriction = { pending: pending === undefined ? undefined : Number(pending), author };
  return listRecords(connection, "approvals", approvalSchema, restriction, page);
};

/** See `Registry.requestDecision`. */
export const requestDecision = (connection: Connection, approval: Approval): Approval => {
  const checked = checkApproval(approval);
  const { runId, workflowId, author, decision, requestedAt } = checked;
  const there = findByRun(connection, runId);
  if (there) return there;
  connection
    .prepare(
      "INSERT INTO approvals (run_id, workflow_id, author, pending, position, body) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .run(
      runId,
      workflowId,
      author,
      Number(decision === null),
      positionOf(requestedAt, runId),
      JSON.stringify(checked),
    );
  return checked;
};

/** See `Registry.recordDecision`. */
export const recordDecision = (connection: Connection, runId: string, decision: DecisionRecord): Approval => {
  const there = findByRun(connection, runId);
  if (!there) throw noSuchApproval(runId);
  if (there.decision) return there;
  const decided = checkApproval({ ...there, decision });
  connection
    .prepare("UPDATE approvals SET pending = 0, body = ? WHERE run_id = ?")
    .run(JSON.stringify(decided), runId);
  return decided;
};
