import type { Approval } from "../../../domain/registry/approval.ts";
import type { Registry } from "../../../stores/registry.ts";

/** An activity of a workflow that waits or works; see stack/temporal/pending-activities.ts. */
export interface PendingStep {
  readonly type: string;
  readonly started: boolean;
  readonly heartbeat: unknown;
  readonly lastFailure: string | null;
}

/** What the steps around training work with. */
export interface ModelDependencies {
  readonly registry: Registry;
  /** Base model where a run names none: one of the catalogue. */
  readonly defaultBaseModel: string;
  /** Whether the catalogue has a model of this name, so that the backend that serves can load it. */
  readonly isCatalogued: (model: string) => boolean;
  /** Version of this project that trains. */
  readonly codeVersion: string;
  readonly readPendingSteps: (run: { workflowId: string; runId: string }) => Promise<readonly PendingStep[]>;
  /** Tells people that a decision is waited for: for the first time, or again. */
  readonly notify: (approval: Approval, occasion: "requested" | "reminder") => Promise<void>;
}
