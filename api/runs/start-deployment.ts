import type { z } from "zod";
import { versionId } from "../../domain/deployment/version-id.ts";
import { ConflictError } from "../../domain/errors.ts";
import { deploymentInputSchema } from "../../domain/runs/deployment.ts";
import { runKinds } from "../../domain/runs/workflows.ts";
import type { StartRunResponse } from "../contract/runs.ts";
import type { Runs } from "./runs.ts";

type Input = z.output<typeof deploymentInputSchema>;

const versionOf = ({ model, version, rollback }: Input): string => {
  if (rollback) return "what served before";
  return versionId({ model, version });
};

/**
 * Starts a deployment, or joins the one that puts the same version at the same target.
 *
 * @throws {ConflictError} when another version is being deployed to that target.
 */
export const startDeployment = async (
  runs: Pick<Runs, "start" | "readInput">,
  input: Input,
): Promise<StartRunResponse> => {
  const workflowId = runKinds.deployment.workflowId(input);
  const started = await runs.start({ kind: "deployment", workflowId, input });
  if (!started.joined) return started;
  const running = deploymentInputSchema.safeParse(await runs.readInput(workflowId, started.runId));
  const other = running.success ? versionOf(running.data) : "another version";
  if (other === versionOf(input)) return started;
  throw new ConflictError(
    `${other} is being deployed to ${input.target} now (${workflowId}). Wait until that has ended, or end it: twin rollback --target ${input.target}`,
  );
};
