import type { ApprovalItem } from "../../api/contract/approvals.ts";
import { howToApprove } from "./how-to-approve.ts";

/** A decision that waits, in a line with how to take it. */
export const renderPending = (approval: ApprovalItem): string => {
  const { versionId, workflowId, expiresAt, failedGates } = approval;
  const gates = failedGates.length > 0 ? `gates failed: ${failedGates.join(", ")}` : "all gates passed";
  return `${versionId} (${workflowId}) waits for a decision until ${expiresAt}; ${gates}. ${howToApprove(approval)}`;
};
