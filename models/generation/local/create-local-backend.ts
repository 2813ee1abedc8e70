import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from "node-llama-cpp";
import { UnavailableError } from "../../../domain/errors.ts";
import type { GenerationBackend, GenerationEvent, GenerationRequest } from "../../generation.ts";
import { checkPromptLength } from "../check-prompt-length.ts";
import { createStopFilter } from "../stop-filter.ts";
import { createDetokenizer } from "./detokenize.ts";
import { JSON_END, startJsonGrammar } from "./json-grammar.ts";
import { BATCH_TOKENS, type LoadedModel, loadModel } from "./load-model.ts";
import { createRenderChat } from "./render-chat.ts";

/** Answers that are generated at once; further requests wait in the order in which they came. */
export const SEQUENCES = 2;

export interface LocalBackendOptions {
  /** A GGUF file with a chat template. */
  readonly modelPath: string;
  /** The model's name in the catalogue. */
  readonly model: string;
  /** Prompt and completion together; default 4,096, never more than the model was trained for. */
  readonly contextTokens?: number;
  /** Default: the processors there are but one, which stays free for the rest. */
  readonly threads?: number;
}

/** How far back a small model is kept from repeating its own words; greedily it would loop. */
const REPEAT_WINDOW = 64;
const REPEAT_PENALTY = 1.15;

const toSamplingOptions = (
  request: GenerationRequest,
  generated: readonly Token[],
): SequenceEvaluateOptions => ({
  temperature: request.temperature,
  topP: request.topP ?? 1,
  // Of the answer alone: words of the prompt are to be copied.
  repeatPenalty: { punishTokens: () => generated.slice(-REPEAT_WINDOW), penalty: REPEAT_PENALTY },
  ...(request.seed === undefined ? {} : { seed: request.seed }),
});

/** Evaluates all of the prompt but its last token, keeping what the sequence already holds of it; returns that token. */
const evaluatePrompt = async (
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  signal: AbortSignal,
): Promise<Token[]> => {
  await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
  for (let start = sequence.nextTokenIndex; start < prompt.length - 1; start += BATCH_TOKENS) {
    signal.throwIfAborted();
    const end = Math.min(start + BATCH_TOKENS, prompt.length - 1);
    await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(start, end));
  }
  return prompt.slice(-1);
};

/**
 * Generates with a GGUF model in this process, on native threads, so that the event loop stays free.
 *
 * @throws {SetupError} when the model cannot be loaded.
 */
export const createLocalBackend = async (options: LocalBackendOptions): Promise<GenerationBackend> =>
  serveModel(await loadModel({ ...options, sequences: SEQUENCES }), options.model);

/**
 * Generates with a model that is loaded; disposing of the backend frees it.
 *
 * @param name how the model is called in answers.
 * @throws {SetupError} when the model has no chat template.
 */
export const serveModel = (loaded: LoadedModel, name: string): GenerationBackend => {
  const { model, context, sequences } = loaded;
  const renderChat = createRenderChat(model);
  const closing = new AbortController();
  const description = { model: name, contextTokens: context.contextSize };

  async function* generate(
    sequence: LlamaContextSequence,
    prompt: readonly Token[],
    request: GenerationRequest,
    signal: AbortSignal,
  ): AsyncGenerator<GenerationEvent, void> {
    const detokenizer = createDetokenizer(model.detokenize.bind(model), prompt);
    const stops = createStopFilter([...(request.stop ?? []), ...(request.jsonSchema ? [JSON_END] : [])]);
    const generated: Token[] = [];
    let finishReason: "stop" | "length" = "stop";
    const grammar = request.jsonSchema && (await startJsonGrammar(model, request.jsonSchema));
    const sampling: SequenceEvaluateOptions = {
      ...toSamplingOptions(request, generated),
      ...(grammar && { grammarEvaluationState: grammar }),
    };
    const last = await evaluatePrompt(sequence, prompt, signal);
    for await (const token of sequence.evaluate(last, sampling)) {
      signal.throwIfAborted();
      generated.push(token);
      const { text, stopped } = stops.push(detokenizer.push(token));
      if (text !== "") yield { type: "text-delta", text };
      signal.throwIfAborted();
      if (stopped) break;
      if (generated.length >= request.maxTokens) {
        finishReason = "length";
        break;
      }
    }
    const rest = stops.push(detokenizer.flush()).text + stops.flush();
    if (rest !== "") yield { type: "text-delta", text: rest };
    const usage = { promptTokens: prompt.length, completionTokens: generated.length };
    yield { type: "end", finishReason, usage };
  }

  return {
    describe: async () => description,
    countTokens: async (messages) => renderChat(messages).length,
    encode: async (messages) => renderChat(messages),
    ready: async () => {
      if (closing.signal.aborted) throw closing.signal.reason;
    },
    stream: async function* (request, callersSignal) {
      const signal = AbortSignal.any([callersSignal, closing.signal]);
      signal.throwIfAborted();
      const prompt = renderChat(request.messages);
      checkPromptLength(prompt.length, request.maxTokens, description);
      const loan = await sequences.acquire(signal);
      try {
        yield* generate(loan.resource, prompt, request, signal);
      } finally {
        loan.release();
      }
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort(new UnavailableError(`The model ${name} was closed`));
      await sequences.drained();
      await loaded[Symbol.asyncDispose]();
    },
  };
};
