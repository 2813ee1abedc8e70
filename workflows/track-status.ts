import { ContinueAsNew, setCurrentDetails, setHandler } from "@temporalio/workflow";
import { joinFailures, type RunFailure } from "../domain/runs/failures.ts";
import { renderStatus } from "../domain/runs/render-status.ts";
import type { RunStatus, RunStep } from "../domain/runs/status.ts";
import { statusQuery } from "./messages.ts";

/** The status of the run that this workflow is, kept current for the `status` query and the Temporal UI's details. */
export interface StatusTracker<Name extends string> {
  /** Changes what is said about one step. */
  update(name: Name, change: Partial<Omit<RunStep, "name">>): void;
  /** Adds things that failed without failing the run. */
  fail(failures: readonly RunFailure[]): void;
  /** Says what else an operator looks for, in place of what was said before. */
  note(lines: readonly string[]): void;
  /** Says why nothing moves at present; `null` when it does. */
  wait(reason: string | null): void;
  /** Shows a Markdown text below the steps in the Temporal UI, such as the report that a decision rests on. */
  show(markdown: string | null): void;
  /** Marks a step as running, then as done or failed by how the work ends. */
  step<T>(name: Name, work: () => Promise<T>): Promise<T>;
}

/** Starts tracking steps, in the order in which they are done. `units` says what each step counts. */
export const trackStatus = <Name extends string>(units: Record<Name, string>): StatusTracker<Name> => {
  const steps = new Map<Name, RunStep>();
  for (const name in units) {
    steps.set(name, { name, state: "waiting", done: 0, total: null, unit: units[name], counts: {} });
  }
  const status: RunStatus = { steps: [], failures: [], waitingFor: null };
  let shown: string | null = null;
  const publish = (): void => {
    status.steps = [...steps.values()];
    const details = renderStatus(status);
    setCurrentDetails(shown === null ? details : `${details}\n\n${shown}`);
  };
  const update = (name: Name, change: Partial<Omit<RunStep, "name">>): void => {
    const step = steps.get(name);
    if (step) steps.set(name, { ...step, ...change });
    publish();
  };
  setHandler(statusQuery, () => status);
  publish();
  return {
    update,
    fail: (failures) => {
      status.failures = joinFailures(status.failures, failures);
      publish();
    },
    note: (lines) => {
      status.notes = [...lines];
      publish();
    },
    wait: (reason) => {
      status.waitingFor = reason;
      publish();
    },
    show: (markdown) => {
      shown = markdown;
      publish();
    },
    step: async (name, work) => {
      update(name, { state: "running" });
      try {
        const result = await work();
        update(name, { state: "done" });
        return result;
      } catch (error) {
        // A run that goes on as new has not failed.
        if (!(error instanceof ContinueAsNew)) update(name, { state: "failed" });
        throw error;
      }
    },
  };
};
