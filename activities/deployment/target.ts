import type { Canary } from "../../domain/deployment/serving.ts";
import type { Artefact } from "../../domain/registry/artefact.ts";
import type { ModelVersion } from "../../domain/registry/model-version.ts";
import type { CanaryReading, DeploymentPlan } from "./contract.ts";

/** One kind of place that versions are deployed to. Every method may be called twice without harm. */
export interface DeploymentTarget {
  /** Whether it can serve two versions at once. */
  readonly canary: boolean;
  /** What of a version is served there. @throws {ConflictError} when the version has no such artefact. */
  artefactOf(version: ModelVersion): Artefact;
  /**
   * Makes the version ready to take requests.
   *
   * @throws {ChecksumError} when its artefact is refused; {SmokeTestError} when it fails its smoke test.
   */
  load(plan: DeploymentPlan): Promise<void>;
  startCanary(plan: DeploymentPlan, canary: Canary): Promise<void>;
  readCanary(plan: DeploymentPlan, canary: Canary): Promise<CanaryReading>;
  /** Resolves once the version answers all requests, after the registry says that it is to. */
  settle(plan: DeploymentPlan): Promise<void>;
  /** Has what the plan replaces answer again, after the registry says that it is to. */
  restore(plan: DeploymentPlan): Promise<void>;
}
