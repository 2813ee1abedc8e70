import { runsResponseSchema, startRunResponseSchema } from "../../api/contract/runs.ts";
import { statsResponseSchema } from "../../api/contract/stats.ts";
import { runKinds } from "../../domain/runs/workflows.ts";
import type { GatewayClient } from "../gateway/gateway-client.ts";

/** The author of the guides of this project, whose twin is there from the first start. */
export const SAMPLE_AUTHOR = "LLM Twin Guides";

const input = runKinds.twin.input.parse({
  author: SAMPLE_AUTHOR,
  sources: [{ kind: "guides" }],
  until: "features",
});

/**
 * Starts building the sample author's twin where the warehouse is empty. A build that an earlier start began goes on
 * by itself and is joined.
 *
 * @returns the workflow id to follow; `undefined` where there is nothing to build.
 */
export const startSampleTwin = async (
  gateway: GatewayClient,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const workflowId = runKinds.twin.workflowId(input);
  const running = await gateway.get("/runs?kind=twin&state=running", runsResponseSchema, signal);
  if (running.items.some((run) => run.workflowId === workflowId)) return workflowId;
  const { documents } = await gateway.get("/stats", statsResponseSchema, signal);
  if (documents.total > 0) return undefined;
  const started = await gateway.post("/runs", { kind: "twin", input }, startRunResponseSchema, signal);
  return started.workflowId;
};
