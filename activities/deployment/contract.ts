import type { Canary, Target } from "../../domain/deployment/serving.ts";
import type { Artefact } from "../../domain/registry/artefact.ts";

/** What is to be deployed where. */
export interface DeploymentPlan {
  readonly target: Target;
  /** The version to serve; `null` is the base model (only by a rollback). */
  readonly version: string | null;
  readonly artefact: Artefact | null;
  /** What serves now. */
  readonly replaces: string | null;
  /** What was at hand for a rollback beside it; `undefined` when nothing was. */
  readonly previous?: string | null;
  /** Whether the target can serve two versions at once. */
  readonly canary: boolean;
}

export interface CanaryReading {
  readonly requests: number;
  readonly errors: number;
  /** Why it must be rolled back; `null` while all is well. */
  readonly verdict: string | null;
  /** Whether enough was seen to promote before the time is over. */
  readonly enough: boolean;
}

/** The activities of the `deployment` workflow, on the CPU queue. Every one of them may run twice without harm. */
export interface DeploymentActivities {
  /**
   * Finds version and target. Throws `NotFoundError` for an unknown version, `ConflictError` for one at a stage that
   * may not serve (candidate, rejected) and for a rollback with nothing to go back to, `InvalidInputError` where the
   * version is one of another model than the one named.
   */
  planDeployment(input: {
    model?: string;
    version?: string | number;
    target: Target;
    rollback: boolean;
  }): Promise<DeploymentPlan>;
  /**
   * Has the target load the version beside what serves and pass the smoke test; resolves when it could take requests.
   * Throws non-retryable failures of type `checksum` (artefact refused) and `smoke-test`, with the reason.
   */
  loadVersion(plan: DeploymentPlan): Promise<void>;
  /** Gives the version its share of the requests. */
  startCanary(input: { plan: DeploymentPlan; canary: Canary }): Promise<void>;
  /** Reads how the canary gets on. */
  readCanary(input: { plan: DeploymentPlan; canary: Canary }): Promise<CanaryReading>;
  /** Makes the version the one that serves, and moves the stages in the registry. */
  promote(plan: DeploymentPlan): Promise<void>;
  /** Takes the version away again: what served before serves all. */
  rollBack(input: { plan: DeploymentPlan; reason: string }): Promise<void>;
}
