import { randomUUID } from "node:crypto";
import { type Client, type WorkflowHandle, WorkflowNotFoundError } from "@temporalio/client";
import { ConflictError } from "../../domain/errors.ts";
import { type RunStatus, runStatusSchema } from "../../domain/runs/status.ts";
import { CPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { toPendingActivities } from "../../stack/temporal/pending-activities.ts";
import type { RunFailure, RunReport, RunState, RunSummary } from "../contract/runs.ts";
import { readFirstInput } from "./first-input.ts";
import { withLiveProgress } from "./live-progress.ts";
import { decodePageToken, encodePageToken } from "./page-token.ts";
import { toRunFailure } from "./run-failure.ts";
import { toVisibilityQuery } from "./run-query.ts";
import { createRunSummarizer, createUrlOf } from "./run-summary.ts";
import type { Runs } from "./runs.ts";
import { sendDecision } from "./send-decision.ts";
import { fromTemporalError } from "./temporal-errors.ts";

interface Dependencies {
  /** The client; it may connect on the first call. */
  readonly connect: () => Promise<Client>;
  readonly namespace: string;
  /** Address of the Temporal UI. */
  readonly uiUrl: string;
  /** Milliseconds in which a worker must take a decision; by default so many as one that just started needs. */
  readonly decisionMs?: number;
}

const CALL_MS = 5_000;
/** A worker that has just started takes some seconds to load the workflows. */
const DECISION_MS = 15_000;
/** A run whose workers are gone does not answer a query: it is shown without its steps then. */
const QUERY_MS = 2_000;

const statesWithFailure: ReadonlySet<RunState> = new Set(["failed", "canceled", "terminated", "timed-out"]);

/** Runs as workflows of Temporal. */
export const createTemporalRuns = ({
  connect,
  namespace,
  uiUrl,
  decisionMs = DECISION_MS,
}: Dependencies): Runs => {
  const urlOf = createUrlOf({ uiUrl, namespace });
  const summarize = createRunSummarizer(urlOf);

  const call = async <T>(work: (client: Client) => Promise<T>, limitMs = CALL_MS): Promise<T> => {
    const client = await connect();
    try {
      return await client.withDeadline(Date.now() + limitMs, () => work(client));
    } catch (error) {
      throw fromTemporalError(error);
    }
  };

  const describe = async (client: Client, workflowId: string, runId?: string) => {
    const { raw, memo } = await client.workflow.getHandle(workflowId, runId).describe();
    return { summary: summarize(raw.workflowExecutionInfo ?? {}), memo, pending: toPendingActivities(raw) };
  };

  const list = async (client: Client, query: string, limit: number, after?: string) =>
    client.workflowService.listWorkflowExecutions({
      namespace,
      query,
      pageSize: limit,
      ...(after ? { nextPageToken: decodePageToken(after) } : {}),
    });

  return {
    start: ({ kind, workflowId, input }) =>
      call(async (client) => {
        // A run that is joined keeps its own memo, which tells it from one that was started here.
        const request = randomUUID();
        const handle = await client.workflow.start(kind, {
          args: [input],
          taskQueue: CPU_TASK_QUEUE,
          workflowId,
          workflowIdConflictPolicy: "USE_EXISTING",
          memo: { request },
        });
        const runId = handle.firstExecutionRunId;
        const { memo } = await describe(client, workflowId, runId);
        const { request: startedBy } = memo ?? {};
        return { workflowId, runId, joined: startedBy !== request };
      }),

    list: ({ after, limit, ...filter }) =>
      call(async (client) => {
        const page = await list(client, toVisibilityQuery(filter), limit, after);
        const token = page.nextPageToken ?? new Uint8Array();
        const items = (page.executions ?? []).map(summarize);
        return { items, ...(token.length > 0 ? { next: encodePageToken(token) } : {}) };
      }),

    describe: (workflowId, runId) =>
      call(async (client) => {
        const { summary, pending } = await describe(client, workflowId, runId);
        const handle = client.workflow.getHandle(workflowId, summary.runId, { followRuns: false });
        const [status, ending] = await Promise.all([
          readStatus(client, handle),
          readEnding(handle, summary.state),
        ]);
        return { ...summary, status: status && withLiveProgress(status, pending), ...ending };
      }),

    summarize: (workflowId, runId) =>
      call(async (client) => (await describe(client, workflowId, runId)).summary),

    readInput: (workflowId, runId) =>
      call((client) => readFirstInput(client, { namespace, workflowId, runId })),

    urlOf,

    decide: (workflowId, runId, decision) =>
      call((client) => sendDecision(client.workflow.getHandle(workflowId, runId), decision), decisionMs),

    rollBack: (workflowId, reason) =>
      call(async (client) => {
        const running = await findRunning(() => describe(client, workflowId));
        if (!running) return undefined;
        const handle = client.workflow.getHandle(workflowId, running.runId);
        const sent = await findRunning(async () => {
          await handle.signal("rollBack", reason);
          return { summary: running };
        });
        return sent;
      }),

    cancel: (workflowId) =>
      call(async (client) => {
        const { summary } = await describe(client, workflowId);
        if (summary.state !== "running") {
          throw new ConflictError(
            `The run ${JSON.stringify(workflowId)} has ended already (${summary.state}).`,
          );
        }
        await client.workflow.getHandle(workflowId, summary.runId).cancel();
      }),

    countRunning: () =>
      call(async (client) => (await client.workflow.count(toVisibilityQuery({ state: "running" }))).count),

    lastCompletedAt: (kind) =>
      call(async (client) => {
        const page = await list(client, toVisibilityQuery({ kind, state: "completed" }), 1);
        const [latest] = page.executions ?? [];
        return latest ? summarize(latest).closedAt : null;
      }),

    ping: () => call(async (client) => void (await client.workflowService.getSystemInfo({}))),
  };
};

/** What was found, unless there is no such run or it has ended. */
const findRunning = async (find: () => Promise<{ summary: RunSummary }>): Promise<RunSummary | undefined> => {
  try {
    const { summary } = await find();
    return summary.state === "running" ? summary : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
};

const readStatus = async (client: Client, handle: WorkflowHandle): Promise<RunStatus | null> => {
  try {
    const answer = await client.withDeadline(Date.now() + QUERY_MS, () => handle.query<unknown>("status"));
    return runStatusSchema.parse(answer);
  } catch {
    return null;
  }
};

/** What a run came to, or why it failed; both `null` while it runs. */
const readEnding = async (
  handle: WorkflowHandle,
  state: RunState,
): Promise<{ result: RunReport["result"]; failure: RunFailure | null }> => {
  if (state === "completed") return { result: await handle.result(), failure: null };
  if (!statesWithFailure.has(state)) return { result: null, failure: null };
  try {
    await handle.result();
    return { result: null, failure: null };
  } catch (error) {
    return { result: null, failure: toRunFailure(error) };
  }
};
