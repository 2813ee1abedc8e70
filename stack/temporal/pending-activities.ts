import type { Client, WorkflowExecutionDescription } from "@temporalio/client";
import { defaultPayloadConverter, type Payload } from "@temporalio/common";

/** Temporal's number for an activity that a worker has taken. */
const STARTED = 2;

/** An activity of a workflow that is not over. */
export interface PendingActivity {
  readonly type: string;
  /** Whether a worker has it; otherwise it waits in the queue, or for its next attempt. */
  readonly started: boolean;
  /** What it told last by heartbeat. Unknown data: parse it. */
  readonly heartbeat: unknown;
  /** Why the attempt before failed; `null` on the first. */
  readonly lastFailure: string | null;
}

const firstOf = (payloads: readonly Payload[] | null | undefined): unknown => {
  const [payload] = payloads ?? [];
  return payload ? defaultPayloadConverter.fromPayload(payload) : undefined;
};

/** The activities that wait or work, of a workflow run that Temporal has described. */
export const toPendingActivities = ({
  pendingActivities,
}: Pick<WorkflowExecutionDescription["raw"], "pendingActivities">): PendingActivity[] =>
  (pendingActivities ?? []).map(({ activityType, state, heartbeatDetails, lastFailure }) => ({
    type: activityType?.name ?? "",
    started: Number(state) === STARTED,
    heartbeat: firstOf(heartbeatDetails?.payloads),
    lastFailure: lastFailure?.message ?? null,
  }));

/** The activities of a workflow run that wait or work. */
export const readPendingActivities = async (
  client: Client,
  { workflowId, runId }: { readonly workflowId: string; readonly runId: string },
): Promise<PendingActivity[]> =>
  toPendingActivities(
    await client.workflowService.describeWorkflowExecution({
      namespace: client.options.namespace,
      execution: { workflowId, runId },
    }),
  );
