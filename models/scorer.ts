import type { ChatMessage } from "./generation.ts";

/** How well a model foresees a text. */
export interface AnswerScore {
  /** Mean negative log-likelihood of the tokens that are scored, in nats per token. */
  readonly loss: number;
  /** Tokens that are scored. */
  readonly tokens: number;
}

/** Scores given texts with the backend that serves, with the chat template that serves. */
export interface AnswerScorer {
  /**
   * Scores an answer to a conversation: its own tokens and those with which the template ends it, as the trainer does.
   *
   * @throws {InvalidInputError} when conversation and answer are longer than the context; the signal's reason when aborted.
   */
  score(messages: readonly ChatMessage[], answer: string, signal: AbortSignal): Promise<AnswerScore>;
  /**
   * Scores plain text, without a template, in windows that follow one another; a window's first token has nothing
   * before it and is not scored. The perplexity is `Math.exp(loss)`.
   *
   * @param window tokens of a window, 2 or more.
   * @throws {InvalidInputError} when the text has fewer than two tokens, or a window is longer than the context; the
   * signal's reason when aborted.
   */
  scoreText(text: string, window: number, signal: AbortSignal): Promise<AnswerScore>;
}
