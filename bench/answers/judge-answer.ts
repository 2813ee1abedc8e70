import { contentWords } from "../../domain/text/content-words.ts";
import { splitSentences } from "../../domain/text/split-sentences.ts";
import { coverage } from "../../domain/text/word-overlap.ts";

/** Share of words from which a sentence is taken to stand in the passages, or to repeat another. */
const SAME = 0.8;
const MARKERS = /\[\d+\]/g;

export interface SentenceCounts {
  readonly sentences: number;
  /** Those whose words stand in the passages, wherever. */
  readonly supported: number;
  /** Those whose words stand in an earlier sentence. */
  readonly repeated: number;
}

/** Share of the words of an evidence that an answer holds, from 0 to 1. */
export const evidenceShare = (answer: string, evidence: string): number =>
  coverage(contentWords(evidence), contentWords(answer.replace(MARKERS, "")));

/** Counts the sentences of an answer that have words of their own by where these stand. */
export const countSentences = (answer: string, passages: readonly string[]): SentenceCounts => {
  const known = contentWords(passages.join("\n"));
  const sentences = splitSentences(answer.replace(MARKERS, ""))
    .map(contentWords)
    .filter((words) => words.size > 1);
  const repeats = (words: ReadonlySet<string>, index: number): boolean =>
    sentences.slice(0, index).some((earlier) => coverage(words, earlier) >= SAME);
  return {
    sentences: sentences.length,
    supported: sentences.filter((words) => coverage(words, known) >= SAME).length,
    repeated: sentences.filter(repeats).length,
  };
};
