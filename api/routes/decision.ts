import { ConflictError, NotFoundError } from "../../domain/errors.ts";
import { type Decision, type DecisionRecord, describeDecision } from "../../domain/registry/approval.ts";
import type { Registry } from "../../stores/registry.ts";
import type { BusinessEvents } from "../business-events.ts";
import { decisionRequestSchema } from "../contract/approvals.ts";
import { type RunSummary, runDetailQuerySchema, workflowIdParams } from "../contract/runs.ts";
import { jsonBody } from "../http/json-body.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import type { Runs } from "../runs/runs.ts";

interface Dependencies {
  readonly registry: Registry;
  readonly runs: Runs;
  readonly events: BusinessEvents;
}

/** Why a run that is over takes no decision: the one that it has, or that it never had one. */
const explainEnded = async (
  registry: Registry,
  { workflowId, runId, state }: RunSummary,
): Promise<string> => {
  const approval = await registry.getApproval(workflowId, runId);
  if (!approval?.decision)
    return `The run ${JSON.stringify(workflowId)} is over (${state}) without a decision.`;
  if (approval.decision.outcome === "timed-out") {
    return `The time for a decision about ${approval.versionId} ran out at ${approval.expiresAt}: train again to be asked again.`;
  }
  return `It was decided already: ${describeDecision(approval.decision)}`;
};

/** `POST /runs/{workflowId}/decision`: a human's yes or no to the model of a training run. One counts. */
export const decisionRoute = ({ registry, runs, events }: Dependencies): Route => {
  const decide = async (run: RunSummary, decision: Decision): Promise<DecisionRecord> => {
    const { workflowId, runId, kind, state } = run;
    if (kind !== "continuousTraining") {
      throw new ConflictError(`The run ${JSON.stringify(workflowId)} is a ${kind}: it asks for no decision.`);
    }
    if (state !== "running") throw new ConflictError(await explainEnded(registry, run));
    try {
      return await runs.decide(workflowId, runId, decision);
    } catch (error) {
      // It has ended since it was looked at.
      if (!(error instanceof NotFoundError)) throw error;
      throw new ConflictError(await explainEnded(registry, await runs.summarize(workflowId, runId)));
    }
  };
  return {
    path: "/runs/:workflowId/decision",
    post: [
      ...jsonBody,
      async (request, response) => {
        const { workflowId } = parseInput(workflowIdParams, request.params, "path");
        const { runId } = parseInput(runDetailQuerySchema, request.query, "query");
        const decision = parseInput(decisionRequestSchema, request.body, "body");
        const record = await decide(await runs.summarize(workflowId, runId), decision);
        events.decided({ workflowId, outcome: record.outcome, override: record.override });
        response.json(record);
      },
    ],
  };
};
