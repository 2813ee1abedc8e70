import { setTimeout } from "node:timers/promises";
import { type RunDetail, runDetailSchema } from "../../api/contract/runs.ts";
import { UnavailableError } from "../../domain/errors.ts";
import type { GatewayClient } from "../gateway/gateway-client.ts";

const POLL_MS = 500;
/** A gateway that is away for longer than this (in milliseconds) ends the following, not the run. */
const PATIENCE = 30_000;

/** Whether a run has come to its end; one that continued as new goes on under the same id. */
export const hasEnded = ({ state }: Pick<RunDetail, "state">): boolean =>
  state !== "running" && state !== "continued-as-new";

/**
 * Asks for a run again and again until it ends.
 *
 * @param onUpdate called with each answer.
 * @returns the last answer.
 * @throws {UnavailableError} when the gateway is away for half a minute; the signal's reason when aborted.
 */
export const followRun = async (
  gateway: GatewayClient,
  workflowId: string,
  onUpdate: (run: RunDetail) => void,
  signal: AbortSignal,
): Promise<RunDetail> => {
  let lastAnswer = performance.now();
  for (;;) {
    try {
      const run = await gateway.get(`/runs/${encodeURIComponent(workflowId)}`, runDetailSchema, signal);
      lastAnswer = performance.now();
      onUpdate(run);
      if (hasEnded(run)) return run;
    } catch (error) {
      const away = error instanceof UnavailableError && performance.now() - lastAnswer < PATIENCE;
      if (!away) throw error;
    }
    await setTimeout(POLL_MS, undefined, { signal });
  }
};
