import type { ApprovalItem } from "../../api/contract/approvals.ts";

/** A decision that waits, in a line with how to take it. */
export const renderPending = ({ versionId, workflowId, expiresAt, failedGates }: ApprovalItem): string => {
  const gates = failedGates.length > 0 ? `gates failed: ${failedGates.join(", ")}` : "all gates passed";
  return `${versionId} (${workflowId}) waits for a decision until ${expiresAt}; ${gates}. npx twin approve ${versionId} --comment "why"`;
};
