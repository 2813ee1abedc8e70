import type { RawWorkflowExecutionInfo } from "@temporalio/client";
import type { RunState, RunSummary } from "../contract/runs.ts";

/** Temporal's status codes, in order from 0 (unspecified); a code that is not here is of a run that goes on. */
const statesByCode: readonly RunState[] = [
  "running",
  "running",
  "completed",
  "failed",
  "canceled",
  "terminated",
  "continued-as-new",
  "timed-out",
];

const toIso = (time: RawWorkflowExecutionInfo["startTime"]): string | null =>
  time
    ? new Date(Number(time.seconds ?? 0) * 1_000 + Math.floor((time.nanos ?? 0) / 1e6)).toISOString()
    : null;

/** Where a run is shown. */
export type UrlOf = (workflowId: string, runId: string) => string;

/** Makes the addresses of runs in the Temporal UI, which is at `uiUrl`. */
export const createUrlOf =
  ({ uiUrl, namespace }: { uiUrl: string; namespace: string }): UrlOf =>
  (workflowId, runId) => {
    const path = ["namespaces", namespace, "workflows", workflowId, runId, "history"];
    return `${uiUrl.replace(/\/+$/, "")}/${path.map(encodeURIComponent).join("/")}`;
  };

/** Makes the translator of what Temporal tells of a run. */
export const createRunSummarizer =
  (urlOf: UrlOf) =>
  (info: RawWorkflowExecutionInfo): RunSummary => {
    const workflowId = info.execution?.workflowId ?? "";
    const runId = info.execution?.runId ?? "";
    return {
      workflowId,
      runId,
      kind: info.type?.name ?? "",
      state: statesByCode[info.status ?? 0] ?? "running",
      startedAt: toIso(info.startTime) ?? new Date(0).toISOString(),
      closedAt: toIso(info.closeTime),
      temporalUrl: urlOf(workflowId, runId),
    };
  };
