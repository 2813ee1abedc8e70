import { availableParallelism } from "node:os";
import {
  getLlama,
  type Llama,
  type LlamaContext,
  type LlamaContextSequence,
  LlamaLogLevel,
  type LlamaModel,
} from "node-llama-cpp";
import { describeError } from "../../../domain/describe-error.ts";
import { SetupError } from "../../../domain/errors.ts";
import { createResourcePool, type ResourcePool } from "../resource-pool.ts";

/** A context of more tokens costs memory (22 MB per 1,000 tokens and sequence for a 135M model) and is seldom filled. */
const DEFAULT_CONTEXT_TOKENS = 4_096;
/** Tokens of a prompt that are evaluated in one step, that is, between two looks at the abort signal. */
export const BATCH_TOKENS = 128;

export interface LoadOptions {
  readonly modelPath: string;
  readonly contextTokens?: number;
  readonly threads?: number;
  readonly sequences: number;
}

/** A model in memory. Disposing of it frees the memory; whoever uses a sequence must have given it back. */
export interface LoadedModel extends AsyncDisposable {
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  readonly sequences: ResourcePool<LlamaContextSequence>;
}

const startLibrary = async (): Promise<Llama> => {
  try {
    return await getLlama({
      gpu: false,
      build: "never",
      skipDownload: true,
      progressLogs: false,
      logLevel: LlamaLogLevel.error,
    });
  } catch (error) {
    throw new SetupError(
      `node-llama-cpp has no program for this machine (${process.platform}, ${process.arch}): ${describeError(error)}. Run npm install again, or use a server (GENERATION_BACKEND).`,
      { cause: error },
    );
  }
};

/**
 * Loads a GGUF file on the processor with the library's prebuilt program; nothing is downloaded or compiled.
 *
 * @throws {SetupError} when there is no program for this machine, or the file is missing, broken or too large.
 */
export const loadModel = async (options: LoadOptions): Promise<LoadedModel> => {
  const llama = await startLibrary();
  try {
    const model = await llama.loadModel({ modelPath: options.modelPath });
    const context = await model.createContext({
      sequences: options.sequences,
      contextSize: Math.min(model.trainContextSize, options.contextTokens ?? DEFAULT_CONTEXT_TOKENS),
      batchSize: BATCH_TOKENS,
      // Threads wait for each other at every step: with one that finds no free processor, all get many times slower.
      threads: options.threads ?? Math.max(1, availableParallelism() - 1),
    });
    const sequences = createResourcePool(
      Array.from({ length: options.sequences }, () => context.getSequence()),
    );
    return { model, context, sequences, [Symbol.asyncDispose]: () => llama.dispose() };
  } catch (error) {
    await llama.dispose();
    throw new SetupError(`The model ${options.modelPath} cannot be loaded: ${describeError(error)}`, {
      cause: error,
    });
  }
};
