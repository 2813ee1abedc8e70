import { CancellationScope, condition, isCancellation, patched, setHandler } from "@temporalio/workflow";
import type { DeploymentPlan } from "../activities/deployment/contract.ts";
import type { Canary } from "../domain/deployment/serving.ts";
import {
  type DeploymentInput,
  type DeploymentResult,
  deploymentInputSchema,
} from "../domain/runs/deployment.ts";
import { long, quick } from "./activities.ts";
import { rollBackSignal } from "./messages.ts";
import { parseInput } from "./parse-input.ts";
import { reasonOf } from "./reason-of.ts";
import { type StatusTracker, trackStatus } from "./track-status.ts";
import { localLooks, watchedStep } from "./watched-step.ts";

const FIRST_LOOK_MS = 1_000;
/** A canary of a day is looked at some three thousand times. */
const RAREST_LOOK_MS = 30_000;

const NO_WORKER = "a worker that is free";

type Steps = StatusTracker<"load" | "canary" | "promote">;

/** Puts a version behind the stable address: beside what serves first, for a part of the requests then, for all at last. */
export async function deployment(rawInput: DeploymentInput): Promise<DeploymentResult> {
  const status: Steps = trackStatus({ load: "versions", canary: "requests", promote: "versions" });
  let revoked: string | undefined;
  setHandler(rollBackSignal, (reason) => {
    revoked = reason || "a rollback was asked for";
  });
  const input = parseInput(deploymentInputSchema, rawInput);
  const plan = await quick.planDeployment(input);
  status.note([`${plan.version ?? "the base model"} in place of ${plan.replaces ?? "the base model"}`]);

  let seen: DeploymentResult["canary"] = null;
  try {
    await load(status, plan);
    status.update("load", { done: 1, total: 1 });
    if (plan.canary && !input.rollback && input.canary.seconds > 0) {
      seen = await status.step("canary", () => watchCanary(status, plan, input.canary, () => revoked));
    }
    await status.step("promote", async () => {
      if (revoked) throw new CanaryFailed(revoked);
      await quick.promote(plan);
      status.update("promote", { done: 1, total: 1 });
    });
  } catch (error) {
    const reason = error instanceof Error ? reasonOf(error) : String(error);
    await CancellationScope.nonCancellable(() => quick.rollBack({ plan, reason }));
    if (isCancellation(error)) throw error;
    if (error instanceof CanaryFailed) seen = error.seen ?? seen;
    return {
      target: plan.target,
      outcome: "rolled-back",
      serves: plan.replaces,
      replaced: null,
      reason,
      canary: seen,
    };
  }
  return {
    target: plan.target,
    outcome: "promoted",
    serves: plan.version,
    replaced: plan.replaces,
    reason: null,
    canary: seen,
  };
}

/** The candidate must not serve; ends a deployment, not the workflow. */
class CanaryFailed extends Error {
  readonly seen: DeploymentResult["canary"] | undefined;

  constructor(reason: string, seen?: DeploymentResult["canary"]) {
    super(reason);
    this.seen = seen;
  }
}

/** Has the target load the version, showing what that waits for. */
const load = (status: Steps, plan: DeploymentPlan): Promise<void> => {
  const work = () => long.loadVersion(plan);
  // Runs that were started before loads were watched go on without.
  if (!patched("loads-are-watched")) return status.step("load", work);
  return watchedStep(status, { activity: "loadVersion", noWorker: NO_WORKER, chooseLooks: localLooks }, work);
};

/** Lets the version answer its share until enough was seen or the time is over. */
const watchCanary = async (
  status: Steps,
  plan: DeploymentPlan,
  canary: Canary,
  revoked: () => string | undefined,
): Promise<NonNullable<DeploymentResult["canary"]>> => {
  await quick.startCanary({ plan, canary });
  const until = Date.now() + canary.seconds * 1_000;
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 1.2, RAREST_LOOK_MS)) {
    await condition(() => revoked() !== undefined, Math.max(1, Math.min(pause, until - Date.now())));
    const { requests, errors, verdict, enough } = await quick.readCanary({ plan, canary });
    const seen = { requests, errors };
    status.update("canary", { done: requests, counts: { errors } });
    const reason = revoked() ?? verdict;
    if (reason) throw new CanaryFailed(reason, seen);
    if (enough || Date.now() >= until) return seen;
  }
};
