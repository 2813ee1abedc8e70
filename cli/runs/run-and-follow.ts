import { type StartRunRequest, startRunResponseSchema } from "../../api/contract/runs.ts";
import type { CommandContext, ExitCode } from "../command-context.ts";
import { exitCodes } from "../exit-codes.ts";
import { followRun } from "./follow-run.ts";
import { outcomeCode } from "./outcome-code.ts";
import { renderOutcome } from "./render-result.ts";
import { renderRun } from "./render-run.ts";

/** Shows a run's progress until it ends, then what it came to. Ctrl-C leaves the run alone and says so. */
export const followAndReport = async (
  { gateway, output, signal }: CommandContext,
  workflowId: string,
): Promise<ExitCode> => {
  const live = output.live();
  try {
    const run = await followRun(gateway, workflowId, (update) => live.update(renderRun(update)), signal);
    live.end();
    output.result(run, () => renderOutcome(run));
    return outcomeCode(run);
  } catch (error) {
    live.end();
    output.say(`The run goes on. Watch it: npx twin status "${workflowId}" --follow`);
    throw error;
  }
};

/** Starts a run, or joins the one that does the same work, and follows it. */
export const runAndFollow = async (context: CommandContext, request: StartRunRequest): Promise<ExitCode> => {
  const { gateway, output, signal } = context;
  const started = await gateway.post("/runs", request, startRunResponseSchema, signal);
  if (started.joined) output.say(`${started.workflowId} runs already: following it.`);
  return followAndReport(context, started.workflowId);
};

/** Starts a run, or joins the one that does the same work, and says how to watch it instead of waiting. */
export const runInBackground = async (
  { gateway, output, signal }: CommandContext,
  request: StartRunRequest,
): Promise<ExitCode> => {
  const started = await gateway.post("/runs", request, startRunResponseSchema, signal);
  output.result(
    started,
    () =>
      `${started.workflowId} ${started.joined ? "runs already" : "was started"}. Watch it: npx twin status "${started.workflowId}" --follow`,
  );
  return exitCodes.ok;
};
