import { runDetailQuerySchema, workflowIdParams } from "../contract/runs.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import type { Runs } from "../runs/runs.ts";

/** `GET /runs/{workflowId}`: steps with their progress, and the result or the failure. */
export const runRoute = ({ runs }: { readonly runs: Runs }): Route => ({
  path: "/runs/:workflowId",
  get: async (request, response) => {
    const { workflowId } = parseInput(workflowIdParams, request.params, "path");
    const { runId } = parseInput(runDetailQuerySchema, request.query, "query");
    response.json(await runs.describe(workflowId, runId));
  },
});
