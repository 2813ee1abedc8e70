import type { Token } from "node-llama-cpp";
import { InvalidInputError } from "../../../domain/errors.ts";
import type { AnswerScore, AnswerScorer } from "../../scorer.ts";
import type { LoadedModel } from "./load-model.ts";
import { logLikelihoods } from "./log-likelihoods.ts";
import { createRenderChat, readAnswerEnd } from "./render-chat.ts";

const toScore = (likelihoods: readonly number[]): AnswerScore => ({
  loss: -likelihoods.reduce((sum, value) => sum + value, 0) / likelihoods.length,
  tokens: likelihoods.length,
});

/**
 * Scores texts with a model that is loaded, beside what generates with it.
 *
 * @throws {SetupError} when the model has no chat template.
 */
export const createLocalScorer = ({ model, context, sequences }: LoadedModel): AnswerScorer => {
  const renderChat = createRenderChat(model);
  const answerEnd = readAnswerEnd(model);

  const measure = async (tokens: readonly Token[], from: number, signal: AbortSignal): Promise<number[]> => {
    if (tokens.length > context.contextSize) {
      throw new InvalidInputError(
        `The text to score has ${tokens.length} tokens, more than the ${context.contextSize} of the context. Shorten it.`,
      );
    }
    const loan = await sequences.acquire(signal);
    try {
      return await logLikelihoods(loan.resource, tokens, from, signal);
    } finally {
      loan.release();
    }
  };

  return {
    score: async (messages, answer, signal) => {
      const prompt = renderChat(messages);
      const tokens = [...prompt, ...model.tokenize(answer, false), ...answerEnd];
      return toScore(await measure(tokens, prompt.length, signal));
    },
    scoreText: async (text, window, signal) => {
      const tokens = model.tokenize(text, false);
      const likelihoods: number[] = [];
      for (let start = 0; start < tokens.length; start += window) {
        likelihoods.push(...(await measure(tokens.slice(start, start + window), 1, signal)));
      }
      if (likelihoods.length > 0) return toScore(likelihoods);
      throw new InvalidInputError("The text to score has fewer than two tokens: there is nothing to foresee");
    },
  };
};
