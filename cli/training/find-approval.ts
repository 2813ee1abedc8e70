import { type ApprovalItem, approvalsResponseSchema } from "../../api/contract/approvals.ts";
import { modelDetailSchema, versionIdSchema } from "../../api/contract/models.ts";
import { NotFoundError } from "../../domain/errors.ts";
import type { CommandContext } from "../command-context.ts";
import { readPages } from "../gateway/read-pages.ts";
import { modelPath } from "./model-path.ts";

type Asker = Pick<CommandContext, "gateway" | "signal">;

/** Decisions that wait for a human, newest first. */
export const listPending = async (asker: Asker): Promise<readonly ApprovalItem[]> =>
  (await readPages(asker, "/approvals", { state: "pending" }, approvalsResponseSchema)).items;

/** A run to decide upon; `runId` picks it among others of its workflow. */
export interface DecisionPlace {
  readonly workflowId: string;
  readonly runId?: string;
}

/**
 * The run that a person means by its workflow id or by its version's.
 *
 * @throws {NotFoundError} when there is no such version.
 */
export const findRunToDecide = async (
  { gateway, signal }: Asker,
  runOrVersion: string,
): Promise<DecisionPlace> => {
  if (!versionIdSchema.safeParse(runOrVersion).success) return { workflowId: runOrVersion };
  const { approval, id } = await gateway.get(modelPath(runOrVersion), modelDetailSchema, signal);
  if (!approval) throw new NotFoundError(`No decision was asked for about ${id} yet.`);
  return { workflowId: approval.workflowId, runId: approval.runId };
};
