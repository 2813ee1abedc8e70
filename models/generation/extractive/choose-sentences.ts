import { contentWords } from "../../../domain/text/content-words.ts";
import { splitSentences } from "../../../domain/text/split-sentences.ts";
import { coverage } from "../../../domain/text/word-overlap.ts";
import type { Grounding } from "../../generation.ts";

/** A sentence as it stands in a passage. */
export interface Quote {
  readonly number: number;
  readonly text: string;
}

const MOST_SENTENCES = 4;
/** Shorter sentences are headings or leftovers. */
const FEWEST_WORDS = 4;
/** Longer ones are tables or code without a line break. */
const MOST_CHARACTERS = 400;
/** Part of the best one's score below which a sentence is no longer near the question. */
const LEAST_SCORE = 0.4;
/** What a passage gains for its rank: the first ones are the likelier answer where sentences share equally much. */
const RANK_BONUS = 0.25;
/** Share of words from which a sentence is part of another: neighbouring passages overlap, articles exist twice. */
const REPEATED = 0.8;
/** A heading, or a row of a table. */
const NOT_PROSE = /^(?:#{1,6}\s|\|)/;
/** The number or bullet of a list item, which splitting parts from it. */
const LIST_LABEL = /^(?:\d{1,3}[.)]|[-*+•])$/;

interface Candidate extends Quote {
  readonly words: ReadonlySet<string>;
  readonly score: number;
  readonly order: number;
}

const isSentence = (text: string, words: ReadonlySet<string>): boolean =>
  words.size >= FEWEST_WORDS && text.length <= MOST_CHARACTERS && !NOT_PROSE.test(text);

const withLabels = (sentences: readonly string[]): string[] =>
  sentences.flatMap((text, index) => {
    const before = sentences[index - 1] ?? "";
    if (LIST_LABEL.test(text)) return [];
    return [LIST_LABEL.test(before) ? `${before} ${text}` : text];
  });

const repeats = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  Math.max(coverage(a, b), coverage(b, a)) >= REPEATED;

/** The best ones, without those that say what a better one says. */
const takeBest = (candidates: readonly Candidate[]): Candidate[] => {
  const taken: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score || a.order - b.order)) {
    if (taken.length === MOST_SENTENCES) break;
    if (!taken.some(({ words }) => repeats(words, candidate.words))) taken.push(candidate);
  }
  return taken;
};

/**
 * Chooses the sentences that share most words with the question, a word weighing more the fewer sentences have it
 * (inverse document frequency), and returns them in the order in which they stand in the passages. Those far from the
 * best one are left out; where none shares any, the first passages' stand in.
 */
export const chooseSentences = ({ question, passages }: Grounding): Quote[] => {
  const sentences = passages.flatMap(({ number, text }, rank) =>
    withLabels(splitSentences(text)).map((sentence) => ({
      number,
      rank,
      text: sentence,
      words: contentWords(sentence),
    })),
  );
  const asked = contentWords(question);
  const weights = new Map(
    [...asked].map((word) => {
      const having = sentences.filter(({ words }) => words.has(word)).length;
      return [word, Math.log(1 + sentences.length / (1 + having))];
    }),
  );
  const candidates = sentences
    .filter(({ text, words }) => isSentence(text, words))
    .map(({ number, rank, text, words }, order): Candidate => {
      const shared = [...weights].reduce((sum, [word, weight]) => sum + (words.has(word) ? weight : 0), 0);
      return { number, text, words, order, score: shared + RANK_BONUS / (1 + rank) };
    });
  const least = LEAST_SCORE * Math.max(...candidates.map(({ score }) => score));
  return takeBest(candidates.filter(({ score }) => score >= least))
    .toSorted((a, b) => a.order - b.order)
    .map(({ number, text }) => ({ number, text }));
};
