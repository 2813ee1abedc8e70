import { userInfo } from "node:os";
import { z } from "zod";
import { decisionResponseSchema } from "../../api/contract/approvals.ts";
import { describeDecision } from "../../domain/registry/approval.ts";
import type { CommandContext, ExitCode } from "../command-context.ts";
import { defineCommand } from "../define-command.ts";
import { exitCodes } from "../exit-codes.ts";
import { printable } from "../output/format.ts";
import { findRunToDecide, listPending } from "../training/find-approval.ts";
import { renderPending } from "../training/render-approvals.ts";

interface Answer {
  readonly run?: string | undefined;
  readonly approved: boolean;
  readonly approver?: string | undefined;
  readonly comment: string;
  readonly override: boolean;
}

const showPending = async (context: CommandContext): Promise<ExitCode> => {
  const pending = await listPending(context);
  context.output.result(pending, () =>
    pending.length === 0 ? "Nothing waits for a decision." : printable(pending.map(renderPending).join("\n")),
  );
  return exitCodes.ok;
};

const decide = async (context: CommandContext, answer: Answer): Promise<ExitCode> => {
  const { run, approved, comment, override } = answer;
  if (run === undefined) return showPending(context);
  const { gateway, output, signal } = context;
  const { workflowId, runId } = await findRunToDecide(context, run);
  const record = await gateway.post(
    `/runs/${encodeURIComponent(workflowId)}/decision${runId ? `?runId=${encodeURIComponent(runId)}` : ""}`,
    { approved, approver: answer.approver ?? userInfo().username, comment, override },
    decisionResponseSchema,
    signal,
  );
  output.result({ workflowId, decision: record }, () =>
    printable(`${run}: ${describeDecision(record)}\nFollow it: npx twin status "${workflowId}" --follow`),
  );
  return exitCodes.ok;
};

const place = [
  ["[run]", "workflow id of the training run, or id of the version; lists what waits when left out"],
] as const;
const signature = ["--approver <name>", "who decides; default: the user of this machine"] as const;
const input = z.object({
  run: z.string().min(1).optional(),
  approver: z.string().trim().min(1).max(200).optional(),
  comment: z.string().default(""),
});

export const approveCommand = defineCommand({
  name: "approve",
  summary: "Let a trained model serve, or list the models that wait for a decision.",
  arguments: place,
  options: [
    ["--comment <text>", "why"],
    ["--override", "approve although a gate failed; needs a comment"],
    signature,
  ],
  examples: ["npx twin approve", 'npx twin approve ada-v3 --comment "Sounds like her"'],
  input: input.extend({ override: z.boolean().default(false) }),
  run: (context, answer) => decide(context, { ...answer, approved: true }),
});

export const rejectCommand = defineCommand({
  name: "reject",
  summary: "Turn a trained model down, or list the models that wait for a decision.",
  arguments: place,
  options: [["--comment <text>", "why"], signature],
  examples: ['npx twin reject ada-v3 --comment "Makes things up"'],
  input,
  run: (context, answer) => decide(context, { ...answer, approved: false, override: false }),
});
