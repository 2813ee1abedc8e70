import type { ChatMessage } from "./generation.ts";

/** How well a model foresees an answer. */
export interface AnswerScore {
  /** Mean negative log-likelihood of the answer's tokens, in nats per token. */
  readonly loss: number;
  /** Tokens of the answer, its end-of-turn token included. */
  readonly tokens: number;
}

/** Scores given answers with the backend that serves, with the chat template that serves. */
export interface AnswerScorer {
  /** @throws {InvalidInputError} when conversation and answer are longer than the context; the signal's reason when aborted. */
  score(messages: readonly ChatMessage[], answer: string, signal: AbortSignal): Promise<AnswerScore>;
}
