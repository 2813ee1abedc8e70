import type { Registry } from "../../stores/registry.ts";
import { workflowIdParams } from "../contract/runs.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import { describeRun } from "../registry/describe-run.ts";
import type { Runs } from "../runs/runs.ts";

interface Dependencies {
  readonly runs: Runs;
  readonly registry: Registry;
}

/** `POST /runs/{workflowId}/cancel`: asks a run to stop, which it does after cleaning up. */
export const cancelRunRoute = ({ runs, registry }: Dependencies): Route => ({
  path: "/runs/:workflowId/cancel",
  post: async (request, response) => {
    const { workflowId } = parseInput(workflowIdParams, request.params, "path");
    await runs.cancel(workflowId);
    response.status(202).json(await describeRun({ runs, registry }, workflowId));
  },
});
