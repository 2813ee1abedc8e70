import { WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import { executeChild, sleep, workflowInfo } from "@temporalio/workflow";
import type { DeploymentInput, DeploymentResult } from "../domain/runs/deployment.ts";
import { runKinds } from "../domain/runs/workflows.ts";
import { deployment } from "./deployment.ts";
import type { StatusTracker } from "./track-status.ts";

const LOOK_AGAIN = "5 seconds";

/** Deploys as a run of its own, after whatever is being deployed to the same target now. */
export const deployChild = async <Name extends string>(
  status: StatusTracker<Name>,
  rawInput: DeploymentInput,
): Promise<DeploymentResult> => {
  const input = runKinds.deployment.input.parse(rawInput);
  const workflowId = runKinds.deployment.workflowId(input);
  const { taskQueue } = workflowInfo();
  for (;;) {
    try {
      return await executeChild(deployment, { args: [input], workflowId, taskQueue });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      status.wait(`the deployment ${workflowId} that is running`);
      await sleep(LOOK_AGAIN);
      status.wait(null);
    }
  }
};
