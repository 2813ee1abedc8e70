import type { Filter } from "mongodb";
import { type Approval, approvalSchema, type DecisionRecord } from "../../../domain/registry/approval.ts";
import type { Page } from "../../registry.ts";
import { checkApproval, noSuchApproval, positionOf } from "../../registry-rules.ts";
import { isDuplicateKey } from "../errors.ts";
import type { ApprovalRecord, RegistryCollections } from "./collections.ts";
import { listNewest } from "./list-newest.ts";

type Approvals = RegistryCollections["approvals"];

const requireApproval = async (approvals: Approvals, runId: string): Promise<Approval> => {
  const found = await approvals.findOne({ _id: runId });
  if (!found) throw noSuchApproval(runId);
  return approvalSchema.parse(found);
};

/** See `Registry.requestDecision`. */
export const requestDecision = async (approvals: Approvals, approval: Approval): Promise<Approval> => {
  const checked = checkApproval(approval);
  const { runId, requestedAt } = checked;
  try {
    await approvals.insertOne({ _id: runId, ...checked, position: positionOf(requestedAt, runId) });
    return checked;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return requireApproval(approvals, runId);
  }
};

/** See `Registry.recordDecision`. The filter lets the first one through alone. */
export const recordDecision = async (
  approvals: Approvals,
  runId: string,
  decision: DecisionRecord,
): Promise<Approval> => {
  const there = await requireApproval(approvals, runId);
  const { decision: checked } = checkApproval({ ...there, decision });
  const decided = await approvals.findOneAndUpdate(
    { _id: runId, decision: null },
    { $set: { decision: checked } },
    { returnDocument: "after" },
  );
  return decided ? approvalSchema.parse(decided) : requireApproval(approvals, runId);
};

const listMatching = (
  approvals: Approvals,
  filter: Filter<ApprovalRecord>,
  page: { readonly after?: string; readonly limit: number },
): Promise<Page<Approval>> =>
  listNewest(
    (older) => approvals.find({ $and: [filter, older] }),
    page,
    (record) => approvalSchema.parse(record),
  );

/** See `Registry.listApprovals`. */
export const listApprovals = (
  approvals: Approvals,
  { pending, author }: { readonly pending?: boolean; readonly author?: string },
  page: { readonly after?: string; readonly limit: number },
): Promise<Page<Approval>> => {
  const filter = {
    ...(pending !== undefined && { decision: pending ? null : { $ne: null } }),
    ...(author !== undefined && { author }),
  };
  return listMatching(approvals, filter, page);
};

/** See `Registry.getApproval`. */
export const getApproval = async (
  approvals: Approvals,
  workflowId: string,
  runId: string | undefined,
): Promise<Approval | undefined> => {
  const filter = { workflowId, ...(runId !== undefined && { runId }) };
  return (await listMatching(approvals, filter, { limit: 1 })).items[0];
};
