import type { Artefact } from "../../../domain/registry/artefact.ts";
import type { GenerationBackend } from "../../../models/generation.ts";
import type { AnswerScorer } from "../../../models/scorer.ts";

/** A model that answers as it will be served, and tells how likely given answers are. Disposing of it frees its memory. */
export interface EvaluatedModel extends AsyncDisposable {
  readonly backend: GenerationBackend;
  readonly scorer: AnswerScorer;
  readonly memoryBytes: number;
}

/** A version's artefact, or a model of the catalogue. */
export type ModelToEvaluate =
  | { readonly kind: "artefact"; readonly name: string; readonly artefact: Artefact }
  | { readonly kind: "base"; readonly name: string };

/** What serves models, opened here as it is opened there. */
export interface ServingBackend {
  /** As the report names it, such as `node-llama-cpp`. */
  readonly name: string;
  /**
   * @throws {ChecksumError} when an artefact is not what was stored; {InvalidInputError} or {SetupError} when this
   * backend cannot serve the model; the signal's reason when aborted.
   */
  open(model: ModelToEvaluate, signal: AbortSignal): Promise<EvaluatedModel>;
}
