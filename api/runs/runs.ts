import type { RunKindName } from "../../domain/runs/workflows.ts";
import type { RunDetail, RunState, RunsResponse, StartRunResponse } from "../contract/runs.ts";

/** What starts, lists and follows runs. Methods throw `UnavailableError` when the workflow engine does not answer. */
export interface Runs {
  /** Starts a run, or joins the running one with that workflow id. `input` has been parsed by the kind's schema. */
  start(run: { kind: RunKindName; workflowId: string; input: unknown }): Promise<StartRunResponse>;
  /** One page of runs, latest first. `after` is the `next` of the page before. */
  list(query: { kind?: RunKindName; state?: RunState; after?: string; limit: number }): Promise<RunsResponse>;
  /** @throws {NotFoundError} when there is no such run. */
  describe(workflowId: string, runId?: string): Promise<RunDetail>;
  /**
   * Asks the running run to stop.
   *
   * @throws {NotFoundError} when there is no such run.
   * @throws {ConflictError} when it has ended.
   */
  cancel(workflowId: string): Promise<void>;
  countRunning(): Promise<number>;
  /** When a run of this kind last completed, as ISO 8601. */
  lastCompletedAt(kind: RunKindName): Promise<string | null>;
  ping(): Promise<void>;
}
