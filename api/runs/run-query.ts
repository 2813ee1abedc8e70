import { type RunKindName, runKinds } from "../../domain/runs/workflows.ts";
import type { RunState } from "../contract/runs.ts";

/** Our states → the names that Temporal's visibility queries use. */
const visibilityStatus: Readonly<Record<RunState, string>> = {
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  canceled: "Canceled",
  terminated: "Terminated",
  "continued-as-new": "ContinuedAsNew",
  "timed-out": "TimedOut",
};

/** Temporal's visibility query for runs of a kind (of all kinds without one) and in a state. */
export const toVisibilityQuery = ({ kind, state }: { kind?: RunKindName; state?: RunState }): string => {
  const kinds = kind ? [kind] : Object.keys(runKinds);
  const types = `WorkflowType IN (${kinds.map((name) => `'${name}'`).join(", ")})`;
  return state ? `${types} AND ExecutionStatus = '${visibilityStatus[state]}'` : types;
};
