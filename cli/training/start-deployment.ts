import { startRunResponseSchema } from "../../api/contract/runs.ts";
import type { CommandContext, ExitCode } from "../command-context.ts";
import { followAndReport } from "../runs/run-and-follow.ts";

/** Asks the gateway for a deployment, or joins the one that does the same, and follows it. */
export const startDeployment = async (
  context: CommandContext,
  path: string,
  body: unknown,
): Promise<ExitCode> => {
  const { gateway, output, signal } = context;
  const started = await gateway.post(path, body, startRunResponseSchema, signal);
  if (started.joined) output.say(`${started.workflowId} runs already: following it.`);
  return followAndReport(context, started.workflowId);
};
