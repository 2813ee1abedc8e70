import type { Logger } from "pino";
import { describeError } from "../../../domain/describe-error.ts";
import type { ModelDependencies } from "./dependencies.ts";

const ANSWER_WITHIN_MS = 5_000;

interface Channels {
  readonly logger: Pick<Logger, "info" | "warn">;
  /** Where a message is posted as `{"text": …}`, which chat services take; none: the log alone. */
  readonly webhook: string | undefined;
  readonly fetch: typeof fetch;
}

/**
 * Tells people that a decision is waited for. A webhook that fails is logged and holds nothing up: the decision waits
 * anyway, and is shown in the web UI. Its address may hold a secret and is never logged.
 */
export const createNotifyPeople =
  ({ logger, webhook, fetch }: Channels): ModelDependencies["notify"] =>
  async (approval, occasion) => {
    const { versionId, workflowId, runId, expiresAt, failedGates } = approval;
    logger.info({ versionId, workflowId, runId, expiresAt, failedGates, occasion }, "decision is waited for");
    if (!webhook) return;
    const gates = failedGates.length > 0 ? ` Gates failed: ${failedGates.join(", ")}.` : "";
    const text = `${occasion === "reminder" ? "Reminder: " : ""}The model ${versionId} waits for a decision until ${expiresAt} (run ${workflowId}).${gates}`;
    try {
      const response = await fetch(webhook, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text, ...approval }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      await response.body?.cancel();
      if (!response.ok) logger.warn({ status: response.status }, "the approval webhook refused a message");
    } catch (error) {
      logger.warn({ reason: describeError(error) }, "the approval webhook did not take a message");
    }
  };
