import type { Decision, DecisionRecord } from "../../domain/registry/approval.ts";
import type { RunKindName } from "../../domain/runs/workflows.ts";
import type { RunReport, RunState, RunSummary, RunsResponse, StartRunResponse } from "../contract/runs.ts";

/** What starts, lists and follows runs. Methods throw `UnavailableError` when the workflow engine does not answer. */
export interface Runs {
  /** Starts a run, or joins the running one with that workflow id. `input` has been parsed by the kind's schema. */
  start(run: { kind: RunKindName; workflowId: string; input: unknown }): Promise<StartRunResponse>;
  /** One page of runs, latest first. `after` is the `next` of the page before. */
  list(query: { kind?: RunKindName; state?: RunState; after?: string; limit: number }): Promise<RunsResponse>;
  /** @throws {NotFoundError} when there is no such run. */
  describe(workflowId: string, runId?: string): Promise<RunReport>;
  /** The same without its steps and its ending, which is quick. @throws {NotFoundError} when there is no such run. */
  summarize(workflowId: string, runId?: string): Promise<RunSummary>;
  /** What a run was started with, unparsed. @throws {NotFoundError} when there is no such run. */
  readInput(workflowId: string, runId: string): Promise<unknown>;
  /** The run in the Temporal UI. */
  urlOf(workflowId: string, runId: string): string;
  /**
   * Hands a human's decision to a training run that is running.
   *
   * @throws {ConflictError} with the run's words when it refuses; {NotFoundError} when there is no such run, or none
   * that is running; {UnavailableError} when its worker does not answer.
   */
  decide(workflowId: string, runId: string, decision: Decision): Promise<DecisionRecord>;
  /**
   * Tells a deployment that is running to go back to what served before.
   *
   * @returns its run; `undefined` when none is running.
   */
  rollBack(workflowId: string, reason: string): Promise<RunSummary | undefined>;
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
