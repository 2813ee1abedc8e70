import type { DeploymentInput, DeploymentResult } from "../domain/runs/deployment.ts";
import { runKinds } from "../domain/runs/workflows.ts";
import { deployment } from "./deployment.ts";
import { runWhenFree } from "./run-when-free.ts";
import type { StatusTracker } from "./track-status.ts";

/** Deploys as a run of its own, after whatever is being deployed to the same target now. */
export const deployChild = <Name extends string>(
  status: StatusTracker<Name>,
  rawInput: DeploymentInput,
): Promise<DeploymentResult> => {
  const input = runKinds.deployment.input.parse(rawInput);
  return runWhenFree(status, deployment, runKinds.deployment.workflowId(input), input);
};
