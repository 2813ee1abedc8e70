import type { RunDetail } from "../../api/contract/runs.ts";
import { continuousTrainingResultSchema } from "../../domain/runs/continuous-training.ts";
import { deploymentResultSchema } from "../../domain/runs/deployment.ts";
import type { ExitCode } from "../command-context.ts";
import { exitCodes } from "../exit-codes.ts";

/** The exit code for how a run ended: a deployment that was rolled back has ended well, and failed at what was asked. */
export const outcomeCode = ({ state, result }: Pick<RunDetail, "state" | "result">): ExitCode => {
  if (state !== "completed") return exitCodes.failed;
  const trained = continuousTrainingResultSchema.safeParse(result);
  const deployed = deploymentResultSchema.safeParse(trained.success ? trained.data.deployment : result);
  return deployed.success && deployed.data.outcome === "rolled-back" ? exitCodes.failed : exitCodes.ok;
};
