import type { GenerationBackend } from "../../models/generation.ts";
import type { ReadinessCheck } from "../check-readiness.ts";

/** One version's model on loan for one answer: it stays loaded until it is given back. */
export interface Lease extends Disposable {
  /** A candidate is only tried: what it says is held back until it is whole. */
  readonly role: "stable" | "candidate";
  readonly backend: GenerationBackend;
}

/** What one version does in this gateway, for metrics. */
export interface VersionFigures {
  readonly version: string;
  readonly role: "stable" | "candidate" | "previous";
  readonly state: "loading" | "ready" | "failed";
  readonly requests: number;
  readonly errors: number;
}

/** Where answers get their model from. */
export interface Serving extends AsyncDisposable {
  /**
   * Lends the model whose turn it is, and waits for the first one to be loaded.
   *
   * @throws {UnavailableError} when what is to serve cannot be loaded; the signal's reason when aborted.
   */
  acquire(signal: AbortSignal): Promise<Lease>;
  /** The same, but never a candidate. */
  acquireStable(signal: AbortSignal): Promise<Lease>;
  readonly check: ReadinessCheck;
  figures(): readonly VersionFigures[];
}

/** What happens to the versions that serve. */
export interface ServingEvents {
  /** A version generated an answer, or failed to. */
  attempted(attempt: { version: string; failed: boolean }): void;
  /** Another version answers now; `from` is `undefined` for the first one. */
  swapped(swap: { from: string | undefined; to: string; revision: number }): void;
  /** A version cannot serve. */
  versionFailed(failure: { version: string; reason: string }): void;
  /** A candidate failed to answer and the stable version answered in its place. */
  fellBack(fall: { reason: string }): void;
}
