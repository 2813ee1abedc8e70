import { WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import { ParentClosePolicy, startChild, workflowInfo } from "@temporalio/workflow";
import type {
  ContinuousTrainingInput,
  ContinuousTrainingResult,
} from "../domain/runs/continuous-training.ts";
import { runKinds } from "../domain/runs/workflows.ts";

/** `continuousTraining`, which may start itself: named by its type, so that neither imports the other. */
type Training = (input: ContinuousTrainingInput) => Promise<ContinuousTrainingResult>;

/**
 * Starts training on a dataset as a run of its own, which outlives this one, or finds that it runs already.
 *
 * @returns its workflow id.
 */
export const joinTraining = async (
  rawInput: ContinuousTrainingInput & { readonly dataset: string },
): Promise<string> => {
  const input = runKinds.continuousTraining.input.parse(rawInput);
  const workflowId = runKinds.continuousTraining.workflowId(input);
  try {
    await startChild<Training>("continuousTraining", {
      args: [input],
      workflowId,
      taskQueue: workflowInfo().taskQueue,
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return workflowId;
};
