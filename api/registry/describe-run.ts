import type { Registry } from "../../stores/registry.ts";
import type { RunDetail } from "../contract/runs.ts";
import type { Runs } from "../runs/runs.ts";
import { toApprovalStatus } from "./approval-status.ts";

/**
 * A run, with the decision that it asked a human for.
 *
 * @throws {NotFoundError} when there is no such run.
 */
export const describeRun = async (
  { runs, registry }: { readonly runs: Runs; readonly registry: Registry },
  workflowId: string,
  runId?: string,
): Promise<RunDetail> => {
  const run = await runs.describe(workflowId, runId);
  const approval =
    run.kind === "continuousTraining" ? await registry.getApproval(workflowId, run.runId) : undefined;
  return { ...run, approval: approval ? toApprovalStatus(approval, run.state, runs.urlOf) : null };
};
