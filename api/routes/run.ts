import type { Registry } from "../../stores/registry.ts";
import { runDetailQuerySchema, workflowIdParams } from "../contract/runs.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import { describeRun } from "../registry/describe-run.ts";
import type { Runs } from "../runs/runs.ts";

interface Dependencies {
  readonly runs: Runs;
  readonly registry: Registry;
}

/** `GET /runs/{workflowId}`: steps with their progress, and the result or the failure. */
export const runRoute = ({ runs, registry }: Dependencies): Route => ({
  path: "/runs/:workflowId",
  get: async (request, response) => {
    const { workflowId } = parseInput(workflowIdParams, request.params, "path");
    const { runId } = parseInput(runDetailQuerySchema, request.query, "query");
    response.json(await describeRun({ runs, registry }, workflowId, runId));
  },
});
