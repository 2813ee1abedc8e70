import { userInfo } from "node:os";
import { z } from "zod";
import { decisionResponseSchema } from "../../api/contract/approvals.ts";
import { runDetailSchema } from "../../api/contract/runs.ts";
import { ConflictError } from "../../domain/errors.ts";
import { type DecisionRecord, describeDecision } from "../../domain/registry/approval.ts";
import type { CommandContext, ExitCode } from "../command-context.ts";
import { exitCodes } from "../exit-codes.ts";
import { printable } from "../output/format.ts";
import { type DecisionPlace, findRunToDecide, listPending } from "./find-approval.ts";
import { howToApprove } from "./how-to-approve.ts";
import { renderPending } from "./render-approvals.ts";

/** What `twin approve` and `twin reject` have in common. */
export const decisionArguments = [
  ["[run]", "workflow id of the training run, or id of the version; lists what waits when left out"],
] as const;
export const approverOption = [
  "--approver <name>",
  "who decides; default: the user of this machine",
] as const;
export const decisionInput = z.object({
  run: z.string().min(1).optional(),
  approver: z.string().trim().min(1).max(200).optional(),
  comment: z.string().default(""),
});

interface Answer extends z.output<typeof decisionInput> {
  readonly approved: boolean;
  readonly override: boolean;
}

const showPending = async (context: CommandContext): Promise<ExitCode> => {
  const pending = await listPending(context);
  context.output.result(pending, () =>
    pending.length === 0 ? "Nothing waits for a decision." : printable(pending.map(renderPending).join("\n")),
  );
  return exitCodes.ok;
};

const pathOf = ({ workflowId, runId }: DecisionPlace, action = ""): string =>
  `/runs/${encodeURIComponent(workflowId)}${action}${runId ? `?runId=${encodeURIComponent(runId)}` : ""}`;

/** A refusal with the command that goes through, where only failed gates stand in the way. */
const withWayOut = async (
  { gateway, signal }: CommandContext,
  place: DecisionPlace,
  refusal: ConflictError,
): Promise<ConflictError> => {
  const { approval } = await gateway.get(pathOf(place), runDetailSchema, signal);
  if (approval?.state !== "pending" || approval.failedGates.length === 0) return refusal;
  const advice = `To approve it all the same: ${howToApprove(approval)}`;
  return new ConflictError(`${refusal.message}\n${printable(advice)}`, { cause: refusal });
};

const send = async (
  context: CommandContext,
  place: DecisionPlace,
  { approved, approver, comment, override }: Answer,
): Promise<DecisionRecord> => {
  const decision = { approved, approver: approver ?? userInfo().username, comment, override };
  try {
    return await context.gateway.post(
      pathOf(place, "/decision"),
      decision,
      decisionResponseSchema,
      context.signal,
    );
  } catch (error) {
    if (error instanceof ConflictError && approved) throw await withWayOut(context, place, error);
    throw error;
  }
};

/** Sends a decision and says what was recorded; without a run, lists what waits for one. */
export const decide = async (context: CommandContext, answer: Answer): Promise<ExitCode> => {
  const { run } = answer;
  if (run === undefined) return showPending(context);
  const place = await findRunToDecide(context, run);
  const record = await send(context, place, answer);
  const { workflowId } = place;
  context.output.result({ workflowId, decision: record }, () =>
    printable(`${run}: ${describeDecision(record)}\nFollow it: npx twin status "${workflowId}" --follow`),
  );
  return exitCodes.ok;
};
