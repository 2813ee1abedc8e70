import { ApplicationFailure, condition, setHandler } from "@temporalio/workflow";
import {
  type Approval,
  type DecisionInput,
  type DecisionRecord,
  decisionInputSchema,
  describeDecision,
  refuseDecision,
} from "../domain/registry/approval.ts";
import { approveSignal, decideUpdate } from "./messages.ts";
import { parseInput } from "./parse-input.ts";

/** Where decisions of a human arrive, by signal or by update. One is taken; all others are refused with its words. */
export interface DecisionDesk {
  /**
   * Takes decisions about this approval from now on; waits until there is one or its time is over.
   *
   * @param ask called once, to make the approval known. @param remind called whenever `remindMs` went by without a decision.
   */
  decide(
    approval: Approval,
    ask: () => Promise<unknown>,
    remindMs: number,
    remind: () => Promise<void>,
  ): Promise<DecisionRecord>;
}

/**
 * Opens the desk, as the first thing in a workflow, so that a message that comes too early is refused in words.
 *
 * @param note told of a signal that could not be taken: whoever sent it gets no answer.
 */
export const openDecisionDesk = (note: (line: string) => void): DecisionDesk => {
  let pending: Approval | undefined;
  let taken: DecisionRecord | undefined;

  const refuse = (input: DecisionInput): string | undefined => {
    const decision = parseInput(decisionInputSchema, input);
    if (!pending) return "There is no report to decide upon yet. Wait until the evaluation is done.";
    return refuseDecision(decision, pending.failedGates, taken);
  };
  const take = (input: DecisionInput): DecisionRecord => {
    const { approved, approver, comment, override } = parseInput(decisionInputSchema, input);
    taken = {
      outcome: approved ? "approved" : "rejected",
      approver,
      comment,
      override: approved && override,
      decidedAt: new Date().toISOString(),
    };
    return taken;
  };

  setHandler(decideUpdate, take, {
    validator: (input) => {
      const reason = refuse(input);
      if (reason) throw ApplicationFailure.nonRetryable(reason, "refused");
    },
  });
  setHandler(approveSignal, (input) => {
    const reason = reasonOf(() => refuse(input));
    if (reason) note(`A decision was sent that cannot be taken. ${reason}`);
    else note(describeDecision(take(input)));
  });

  return {
    decide: async (approval, ask, remindMs, remind) => {
      // Open before it is known: whoever sees it can decide.
      pending = approval;
      await ask();
      const expiresAt = Date.parse(approval.expiresAt);
      while (!taken) {
        const left = expiresAt - Date.now();
        if (left <= 0) break;
        const decided = await condition(() => taken !== undefined, Math.min(remindMs, left));
        if (!decided && Date.now() < expiresAt) await remind();
      }
      taken ??= {
        outcome: "timed-out",
        approver: null,
        comment: "",
        override: false,
        decidedAt: new Date().toISOString(),
      };
      return taken;
    },
  };
};

const reasonOf = (refuse: () => string | undefined): string | undefined => {
  try {
    return refuse();
  } catch (error) {
    if (error instanceof ApplicationFailure) return error.message;
    throw error;
  }
};
