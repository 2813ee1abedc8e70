import { z } from "zod";
import { sha256Schema } from "./artefact.ts";

/** What a human sends: by the `approve` signal, the `decide` update, the CLI or the gateway. */
export const decisionInputSchema = z.strictObject({
  approved: z.boolean(),
  /** Who decides. */
  approver: z.string().trim().min(1).max(200),
  comment: z.string().trim().max(4_000).default(""),
  /** Approve although a gate failed; needs a comment that says why. */
  override: z.boolean().default(false),
});
export type DecisionInput = z.input<typeof decisionInputSchema>;
export type Decision = z.output<typeof decisionInputSchema>;

export const outcomes = ["approved", "rejected", "timed-out"] as const;

/** How it ended, kept for ever. */
export const decisionRecordSchema = z.object({
  outcome: z.enum(outcomes),
  /** `null` when the time ran out. */
  approver: z.string().nullable(),
  comment: z.string(),
  override: z.boolean(),
  decidedAt: z.iso.datetime(),
});
export type DecisionRecord = z.infer<typeof decisionRecordSchema>;

/** A decision that was asked for: pending as long as `decision` is `null`. One per training run. */
export const approvalSchema = z.object({
  workflowId: z.string(),
  runId: z.string(),
  /** The candidate. */
  versionId: z.string(),
  author: z.string(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** SHA-256 of the report (`report.json`) that the decision rests on. */
  reportSha256: sha256Schema,
  /** Names of the gates that failed. */
  failedGates: z.array(z.string()),
  decision: decisionRecordSchema.nullable(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** A decision in words, for refusals and lists. */
export const describeDecision = ({ outcome, approver, comment, decidedAt }: DecisionRecord): string =>
  `${outcome}${approver ? ` by ${approver}` : ""} at ${decidedAt}${comment ? `: ${comment}` : ""}`;

/**
 * Why a decision cannot be taken now, in words for whoever sent it; `undefined` when it can.
 *
 * @param failedGates names of the gates that failed.
 * @param earlier the decision there is already.
 */
export const refuseDecision = (
  decision: Decision,
  failedGates: readonly string[],
  earlier: DecisionRecord | undefined,
): string | undefined => {
  if (earlier) return `It was decided already: ${describeDecision(earlier)}`;
  if (!decision.approved || failedGates.length === 0) return undefined;
  if (!decision.override) {
    return `Gates failed (${failedGates.join(", ")}). Reject, or approve with "override": true and a comment that says why.`;
  }
  return decision.comment === "" ? 'An override needs a "comment" that says why.' : undefined;
};
