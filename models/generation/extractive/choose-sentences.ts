import { contentWords } from "../../../domain/text/content-words.ts";
import { splitSentences } from "../../../domain/text/split-sentences.ts";
import type { Grounding } from "../../generation.ts";

/** A sentence as it stands in a passage. */
export interface Quote {
  readonly number: number;
  readonly text: string;
}

const MOST_SENTENCES = 4;
/** Shorter sentences are headings or leftovers. */
const FEWEST_WORDS = 4;
/** What a passage gains for its rank: the first ones are the likelier answer where sentences share equally much. */
const RANK_BONUS = 0.25;

interface Candidate extends Quote {
  readonly score: number;
  readonly order: number;
}

/**
 * Chooses the sentences that share most words with the question, a word weighing more the fewer sentences have it
 * (inverse document frequency), and returns them in the order in which they stand in the passages.
 */
export const chooseSentences = ({ question, passages }: Grounding): Quote[] => {
  const sentences = passages.flatMap(({ number, text }, rank) =>
    splitSentences(text).map((sentence) => ({ number, rank, text: sentence, words: contentWords(sentence) })),
  );
  const asked = contentWords(question);
  const weights = new Map(
    [...asked].map((word) => {
      const having = sentences.filter(({ words }) => words.has(word)).length;
      return [word, Math.log(1 + sentences.length / (1 + having))];
    }),
  );
  const candidates = sentences
    .filter(({ words }) => words.size >= FEWEST_WORDS)
    .map(({ number, rank, text, words }, order): Candidate => {
      const shared = [...weights].reduce((sum, [word, weight]) => sum + (words.has(word) ? weight : 0), 0);
      return { number, text, order, score: shared + RANK_BONUS / (1 + rank) };
    });
  return candidates
    .toSorted((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, MOST_SENTENCES)
    .toSorted((a, b) => a.order - b.order)
    .map(({ number, text }) => ({ number, text }));
};
