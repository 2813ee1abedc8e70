import type { GenerationEvent } from "../../../models/generation.ts";
import type { Guard } from "./create-guard.ts";
import { type CutSentence, createSentenceCutter } from "./sentence-cutter.ts";

export type GroundedEvent =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "end";
      /** All texts joined; empty where too little of what was generated is backed. */
      readonly answer: string;
      /** What the backend told at its end; undefined when it was stopped before. */
      readonly end?: Extract<GenerationEvent, { type: "end" }>;
      /** Pieces of text that the backend gave: one a token, or a little fewer. */
      readonly pieces: number;
    };

export interface GroundedStreamOptions {
  readonly guard: Guard;
  /** Whether sentences with these words make an answer together. */
  readonly isAnswer: (words: ReadonlySet<string>) => boolean;
  /** Tokens after which there must be something to show, unless the first sentence is not over yet. */
  readonly patience: number;
}

/** Sentences in a row that may be dropped before the model is taken to have left the passages. */
const MOST_DROPPED = 2;

const CODE = "```";
const withMarker = (text: string, number: number): string =>
  `${text}${text.endsWith(CODE) ? "\n" : " "}[${number}]`;
const gapOf = (breaks: number): string => (breaks === 0 ? " " : "\n".repeat(Math.min(2, breaks)));

/** The sentences kept so far. They are held back until they make an answer together, then shown as they come. */
const createCollector = ({ guard, isAnswer, patience }: GroundedStreamOptions) => {
  let answer = "";
  let held = "";
  const words = new Set<string>();
  let dropped = 0;
  let judged = 0;
  let breaks = 0;
  return {
    add: (sentence: CutSentence): string => {
      breaks = Math.max(breaks, sentence.breaks);
      judged += 1;
      const backed = guard(sentence.text);
      if (!backed) {
        dropped += 1;
        return "";
      }
      const before = answer + held === "" ? "" : gapOf(breaks);
      held += before + withMarker(backed.text, backed.number);
      for (const word of backed.words) words.add(word);
      dropped = 0;
      breaks = 0;
      if (answer === "" && !isAnswer(words)) return "";
      const shown = held;
      answer += shown;
      held = "";
      return shown;
    },
    answer: () => answer,
    exhausted: (pieces: number) =>
      answer === "" ? judged > 0 && pieces >= patience : dropped >= MOST_DROPPED,
  };
};

/**
 * Lets those sentences of a generated answer through that the guard keeps, each with the marker of its passage, and
 * stops the backend once it only goes on inventing. Nothing is shown before what is kept makes an answer.
 */
export async function* streamGrounded(
  events: AsyncIterable<GenerationEvent>,
  options: GroundedStreamOptions,
): AsyncGenerator<GroundedEvent, void> {
  const cutter = createSentenceCutter();
  const collector = createCollector(options);
  let pieces = 0;
  for await (const event of events) {
    const ended = event.type === "end";
    if (!ended) pieces += 1;
    const sentences = ended ? cutter.flush() : cutter.push(event.text);
    for (const sentence of sentences) {
      const text = collector.add(sentence);
      if (text !== "") yield { type: "text", text };
      if (collector.exhausted(pieces)) break;
    }
    if (ended) {
      yield { type: "end", answer: collector.answer(), end: event, pieces };
      return;
    }
    if (collector.exhausted(pieces)) break;
  }
  yield { type: "end", answer: collector.answer(), pieces };
}
