import { workflowIdParams } from "../contract/runs.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import type { Runs } from "../runs/runs.ts";

/** `POST /runs/{workflowId}/cancel`: asks a run to stop, which it does after cleaning up. */
export const cancelRunRoute = ({ runs }: { readonly runs: Runs }): Route => ({
  path: "/runs/:workflowId/cancel",
  post: async (request, response) => {
    const { workflowId } = parseInput(workflowIdParams, request.params, "path");
    await runs.cancel(workflowId);
    response.status(202).json(await runs.describe(workflowId));
  },
});
