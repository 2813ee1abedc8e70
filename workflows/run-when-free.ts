import { WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import { type ChildWorkflowHandle, sleep, startChild, workflowInfo } from "@temporalio/workflow";
import { retryPause } from "../domain/runs/retry-pause.ts";
import type { StatusTracker } from "./track-status.ts";

type Child<Input, Result> = (input: Input) => Promise<Result>;

/**
 * Runs a child under an id that other runs use, too, after whatever runs under it now: that has an input of its own, so
 * that its result is not the child's. The status says what is waited for.
 */
export const runWhenFree = async <Input, Result>(
  status: Pick<StatusTracker<never>, "wait">,
  workflow: Child<Input, Result>,
  workflowId: string,
  input: Input,
): Promise<Result> => (await startWhenFree(status, workflow, workflowId, input)).result();

const startWhenFree = async <Input, Result>(
  status: Pick<StatusTracker<never>, "wait">,
  workflow: Child<Input, Result>,
  workflowId: string,
  input: Input,
): Promise<ChildWorkflowHandle<Child<Input, Result>>> => {
  const { taskQueue } = workflowInfo();
  const since = Date.now();
  try {
    for (;;) {
      try {
        return await startChild(workflow, { args: [input], workflowId, taskQueue });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        status.wait(`the run ${workflowId}, which is under way already`);
        await sleep(retryPause(Date.now() - since));
      }
    }
  } finally {
    status.wait(null);
  }
};
