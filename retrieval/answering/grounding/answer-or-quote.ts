import { EXTRACTIVE_MODEL } from "../../../models/generation/extractive/create-extractive-backend.ts";
import type { Quote } from "../../../models/generation/extractive/join-quotes.ts";
import type { GenerationEvent, TokenUsage } from "../../../models/generation.ts";
import { chooseQuotes, type Passage, titleOf } from "../passages.ts";
import type { StreamedAnswer } from "../streamed-answer.ts";
import { createGuard, type GuardOptions } from "./create-guard.ts";
import { createIsAnswer } from "./is-answer.ts";
import { type GroundedStreamOptions, streamGrounded } from "./stream-grounded.ts";

/** How close an answer is kept to its passages. */
export interface GroundingOptions
  extends Pick<GuardOptions, "support">,
    Pick<GroundedStreamOptions, "patience"> {
  /** See `createIsAnswer`. */
  readonly relevance: number;
}

export interface GroundedGeneration {
  readonly events: AsyncIterable<GenerationEvent>;
  readonly question: string;
  readonly passages: readonly Passage[];
  readonly grounding: GroundingOptions;
  /** What generates, as a warning names it. */
  readonly model: string;
  /** Tokens of the prompt; asked for where the backend is stopped before it tells. */
  readonly countPrompt: () => Promise<number>;
  /** What is said where there is not even a sentence to quote. */
  readonly refusal: string;
}

const toQuoted = ({ number, text }: Quote): string => `${text} [${number}]`;

const quotedWarning = (model: string): string =>
  `What ${model} wrote was not backed by the passages or did not answer: the sentences nearest to the question are quoted instead`;

/**
 * Gives of a generated answer what its passages back, see `createGuard`, and where that is no answer the sentences nearest
 * to the question, word for word (see `chooseSentences`), under the name `extractive`. Usage is what the model spent in
 * either case.
 */
export async function* answerOrQuote(generation: GroundedGeneration): AsyncGenerator<StreamedAnswer, void> {
  const { question, passages, grounding, model, refusal } = generation;
  const evidence = passages.map((passage) => ({ ...passage, title: titleOf(passage) }));
  const guard = createGuard({ question, passages: evidence, support: grounding.support });
  const quotes = chooseQuotes(question, passages);
  const nearest = quotes.map(({ text }) => text);
  const isAnswer = createIsAnswer(question, nearest, grounding.relevance);
  const { patience } = grounding;
  for await (const event of streamGrounded(generation.events, { guard, isAnswer, patience })) {
    if (event.type === "text") {
      yield event;
      continue;
    }
    // A backend that is stopped tells no usage: it gave a piece a token.
    const usage: TokenUsage = event.end?.usage ?? {
      promptTokens: await generation.countPrompt(),
      completionTokens: event.pieces,
    };
    if (event.answer !== "") {
      const finishReason = event.end?.finishReason ?? "stop";
      yield { type: "end", answer: event.answer, finishReason, usage, warnings: [] };
      return;
    }
    const quoted = quotes.length > 0;
    const answer = quoted ? quotes.map(toQuoted).join("\n\n") : refusal;
    yield { type: "text", text: answer };
    const finishReason = quoted ? "stop" : "unanswerable";
    const source = quoted ? EXTRACTIVE_MODEL : "none";
    yield { type: "end", answer, finishReason, usage, model: source, warnings: [quotedWarning(model)] };
  }
}
