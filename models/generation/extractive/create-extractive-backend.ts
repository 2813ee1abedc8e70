import { InvalidInputError } from "../../../domain/errors.ts";
import type { GenerationBackend } from "../../generation.ts";
import { estimateTextTokens, estimateTokens } from "../estimate-tokens.ts";
import { chooseSentences } from "./choose-sentences.ts";

/** The name under which its answers are labelled. */
export const EXTRACTIVE_MODEL = "extractive";
/** It reads passages, not a prompt, so that any number of tokens will do. */
const CONTEXT_TOKENS = 1_000_000;

/**
 * Answers with the sentences of the passages that share most with the question, quoted word for word with their number.
 * It stands in where no model can be had; `reason` says why and is shown with every answer.
 */
export const createExtractiveBackend = ({ reason }: { readonly reason: string }): GenerationBackend => ({
  describe: async () => ({
    model: EXTRACTIVE_MODEL,
    contextTokens: CONTEXT_TOKENS,
    warning: `This answer quotes the best passages; nothing was generated: ${reason}`,
  }),
  countTokens: async (messages) => estimateTokens(messages),
  ready: async () => {},
  stream: async function* ({ grounding, messages, jsonSchema }, signal) {
    signal.throwIfAborted();
    if (jsonSchema) {
      throw new InvalidInputError(
        `Passages can be quoted, but JSON needs a model, and there is none (${reason}): set GENERATION_BACKEND`,
      );
    }
    const quotes = grounding ? chooseSentences(grounding) : [];
    if (quotes.length === 0) {
      throw new InvalidInputError(
        "Without a model there are only passages to quote, and none were given: turn retrieval on",
      );
    }
    let completionTokens = 0;
    for (const [index, { number, text }] of quotes.entries()) {
      const quote = `${index === 0 ? "" : "\n\n"}${text} [${number}]`;
      completionTokens += estimateTextTokens(quote);
      yield { type: "text-delta", text: quote };
      signal.throwIfAborted();
    }
    yield {
      type: "end",
      finishReason: "stop",
      usage: { promptTokens: estimateTokens(messages), completionTokens },
    };
  },
  [Symbol.asyncDispose]: async () => {},
});
