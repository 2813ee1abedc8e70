import { contentWords } from "../../domain/text/content-words.ts";
import { splitSentences } from "../../domain/text/split-sentences.ts";
import { coverage } from "../../domain/text/word-overlap.ts";

/** Share of a sentence's words that a passage must have before the sentence counts as taken from it. */
const LEAST_SHARE = 0.5;

interface NumberedText {
  readonly number: number;
  readonly text: string;
}

/**
 * Finds the passages that an answer was made from, for models that don't cite: for each sentence, the passage that has
 * most of its words, the first one where several have equally many. Returns their numbers in the order of the answer.
 */
export const attributeSentences = (answer: string, passages: readonly NumberedText[]): number[] => {
  const sources = passages.map(({ number, text }) => ({ number, words: contentWords(text) }));
  const numbers = splitSentences(answer).flatMap((sentence) => {
    const words = contentWords(sentence);
    let best: { number: number; share: number } | undefined;
    for (const { number, words: known } of sources) {
      const share = coverage(words, known);
      if (share >= LEAST_SHARE && share > (best?.share ?? 0)) best = { number, share };
    }
    return best ? [best.number] : [];
  });
  return [...new Set(numbers)];
};
