/** The address of the page on which one decision is taken. */
export const approvalPath = ({ workflowId, runId }: { workflowId: string; runId: string }): string =>
  `/approvals/${encodeURIComponent(workflowId)}?run=${encodeURIComponent(runId)}`;
