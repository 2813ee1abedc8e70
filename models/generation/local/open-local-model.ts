import type { GenerationBackend } from "../../generation.ts";
import type { AnswerScorer } from "../../scorer.ts";
import { type LocalBackendOptions, SEQUENCES, serveModel } from "./create-local-backend.ts";
import { createLocalScorer } from "./create-local-scorer.ts";
import { loadModel } from "./load-model.ts";

/** A GGUF model that answers as it is served, and tells how likely given answers are. */
export interface LocalModel extends AsyncDisposable {
  readonly backend: GenerationBackend;
  readonly scorer: AnswerScorer;
  /** Bytes that it takes in memory as it is served: weights, cache and working space, as the library accounts for them. */
  readonly memoryBytes: number;
}

/**
 * Loads a GGUF file once, the way `createLocalBackend` does, to generate and to score with it. Disposing of it frees the
 * memory.
 *
 * @throws {SetupError} when the model cannot be loaded or has no chat template.
 */
export const openLocalModel = async (options: LocalBackendOptions): Promise<LocalModel> => {
  const loaded = await loadModel({ ...options, sequences: SEQUENCES });
  try {
    const backend = serveModel(loaded, options.model);
    return {
      backend,
      scorer: createLocalScorer(loaded),
      memoryBytes: loaded.model.size + loaded.context.memoryUsage.ram,
      [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose](),
    };
  } catch (error) {
    await loaded[Symbol.asyncDispose]();
    throw error;
  }
};
