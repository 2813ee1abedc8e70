import { contentWords } from "../../../domain/text/content-words.ts";
import { coverage } from "../../../domain/text/word-overlap.ts";
import type { GroundedStreamOptions } from "./stream-grounded.ts";

/** Words without which nothing is said. */
const FEWEST_WORDS = 4;

/**
 * Tells whether sentences answer a question, however well they are backed: they say something, and they share at least
 * `relevance` times as many of its words as the nearest sentences of the passages do.
 */
export const createIsAnswer = (
  question: string,
  nearest: readonly string[],
  relevance: number,
): GroundedStreamOptions["isAnswer"] => {
  const asked = contentWords(question);
  const least = relevance * coverage(asked, contentWords(nearest.join("\n")));
  return (words) => words.size >= FEWEST_WORDS && coverage(asked, words) >= least;
};
