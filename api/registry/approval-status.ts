import { NotFoundError } from "../../domain/errors.ts";
import type { Approval } from "../../domain/registry/approval.ts";
import type { Registry } from "../../stores/registry.ts";
import type { ApprovalState, ApprovalStatus } from "../contract/approvals.ts";
import type { RunState } from "../contract/runs.ts";
import type { Runs } from "../runs/runs.ts";

const PAGE = 100;

type ReadRuns = Pick<Runs, "summarize" | "urlOf">;

const stateOf = ({ decision }: Approval, run: RunState | undefined): ApprovalState => {
  if (decision) return "decided";
  return run === "running" ? "pending" : "ended";
};

/** An approval whose run's state is known already. `undefined` is a run that is there no more. */
export const toApprovalStatus = (
  approval: Approval,
  run: RunState | undefined,
  urlOf: Runs["urlOf"],
): ApprovalStatus => ({
  ...approval,
  state: stateOf(approval, run),
  temporalUrl: urlOf(approval.workflowId, approval.runId),
});

const readRunState = async (runs: ReadRuns, approval: Approval): Promise<RunState | undefined> => {
  try {
    return (await runs.summarize(approval.workflowId, approval.runId)).state;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
};

/** Where an approval stands: without a decision it depends on its run, which may have been terminated. */
export const readApprovalStatus = async (runs: ReadRuns, approval: Approval): Promise<ApprovalStatus> => {
  const run = approval.decision ? undefined : await readRunState(runs, approval);
  return toApprovalStatus(approval, run, runs.urlOf);
};

/** Number of decisions that wait for a human and can be taken. */
export const countPending = async (
  registry: Pick<Registry, "listApprovals">,
  runs: ReadRuns,
): Promise<number> => {
  let pending = 0;
  let after: string | undefined;
  do {
    const page = await registry.listApprovals(
      { pending: true },
      { limit: PAGE, ...(after ? { after } : {}) },
    );
    const found = await Promise.all(page.items.map((approval) => readApprovalStatus(runs, approval)));
    pending += found.filter(({ state }) => state === "pending").length;
    after = page.next;
  } while (after !== undefined);
  return pending;
};
