import type { Client } from "@temporalio/client";
import { defaultPayloadConverter } from "@temporalio/common";

/** What a run was started with: the first argument in the first event of its history. */
export const readFirstInput = async (
  client: Client,
  { namespace, workflowId, runId }: { namespace: string; workflowId: string; runId: string },
): Promise<unknown> => {
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace,
    execution: { workflowId, runId },
    maximumPageSize: 1,
  });
  const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
  const [payload] = started?.input?.payloads ?? [];
  return payload ? defaultPayloadConverter.fromPayload(payload) : undefined;
};
