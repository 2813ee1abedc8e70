import { contentWords } from "../../../domain/text/content-words.ts";
import { createEchoCheck } from "../../../domain/text/echoes.ts";
import { coverage } from "../../../domain/text/word-overlap.ts";
import type { Grounding } from "../../generation.ts";
import { joinQuotes, type Quote } from "./join-quotes.ts";
import { type PassageSentence, readPassages } from "./passage-sentences.ts";

const MOST_QUOTES = 4;
/** Shorter sentences are headings or leftovers. */
const FEWEST_WORDS = 3;
/** Longer ones have lost their line breaks. */
const MOST_CHARACTERS = 400;
/** What a sentence may have with those that it leans on. */
const MOST_CHARACTERS_TOGETHER = 600;
/** Sentences that may be put before one that leans on them. */
const MOST_BEFORE = 2;
/** Part of the best one's score below which a quote is no longer near the question. */
const LEAST_SCORE = 0.5;
/** Share that the first passage's sentences gain, others less by their rank: it is the likelier one to hold the answer. */
const RANK_BONUS = 0.25;
/** Share of words from which a quote is part of another: neighbouring passages overlap, articles exist twice. */
const REPEATED = 0.8;

/** A sentence, behind those that it leans on. */
interface Candidate {
  readonly sentences: readonly PassageSentence[];
  readonly words: ReadonlySet<string>;
}

interface Scored extends Candidate {
  readonly number: number;
  readonly order: number;
  readonly score: number;
}

/** A sentence behind those that it leans on; undefined where they are not there, or are too many. */
const toCandidate = (
  sentences: readonly PassageSentence[],
  sentence: PassageSentence,
): Candidate | undefined => {
  const run = [sentence];
  for (let first = sentence; first.leans; ) {
    const before = first.after === undefined ? undefined : sentences[first.after];
    if (!before || run.length > MOST_BEFORE) return undefined;
    run.unshift(before);
    first = before;
  }
  if (run.reduce((sum, { text }) => sum + text.length, 0) > MOST_CHARACTERS_TOGETHER) return undefined;
  return { sentences: run, words: new Set(run.flatMap(({ words }) => [...words])) };
};

/** Scores by the words shared with the question, a word weighing more the fewer sentences have it (IDF). */
const createScore = (question: string, sentences: readonly PassageSentence[]) => {
  const weights = [...contentWords(question)].map((word) => {
    const having = sentences.filter(({ words }) => words.has(word)).length;
    return { word, weight: Math.log(1 + sentences.length / (1 + having)) };
  });
  return (words: ReadonlySet<string>): number =>
    weights.reduce((sum, { word, weight }) => sum + (words.has(word) ? weight : 0), 0);
};

const scoreAll = (question: string, sentences: readonly PassageSentence[]): Scored[] => {
  const scoreOf = createScore(question, sentences);
  const isEcho = createEchoCheck(question);
  return sentences
    .filter(
      ({ quotable, words, text }) =>
        quotable && words.size >= FEWEST_WORDS && text.length <= MOST_CHARACTERS && !isEcho(text),
    )
    .flatMap((sentence) => {
      const { number, order, rank } = sentence;
      const candidate = toCandidate(sentences, sentence);
      if (!candidate) return [];
      const score = scoreOf(candidate.words) * (1 + RANK_BONUS / (1 + rank));
      return [{ ...candidate, number, order, score }];
    });
};

const repeats = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  Math.max(coverage(a, b), coverage(b, a)) >= REPEATED;

/** The best ones, without those far from the best and those that say what a better one says. */
const takeBest = (candidates: readonly Scored[]): Scored[] => {
  const least = LEAST_SCORE * Math.max(...candidates.map(({ score }) => score));
  const taken: Scored[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score || a.order - b.order)) {
    if (taken.length === MOST_QUOTES || candidate.score < least) break;
    if (!taken.some(({ words }) => repeats(words, candidate.words))) taken.push(candidate);
  }
  return taken;
};

/** The passage that holds the best comes first; within one, sentences come as they stand in it. */
const arrange = (taken: readonly Scored[]): PassageSentence[] => {
  const places = new Map<number, number>();
  for (const { number } of taken) if (!places.has(number)) places.set(number, places.size);
  const placeOf = ({ number }: PassageSentence): number => places.get(number) ?? places.size;
  return [...new Set(taken.flatMap(({ sentences }) => sentences))].toSorted(
    (a, b) => placeOf(a) - placeOf(b) || a.order - b.order,
  );
};

/**
 * Chooses the sentences that share most with the question, each behind those without which it makes no sense: at most
 * four, the passage with the best one first. Where none shares a word, the first passages' stand in; where none reads
 * well, whatever the passages hold, code and tables too.
 */
export const chooseSentences = ({ question, passages }: Grounding): Quote[] => {
  const { readable, anything } = readPassages(passages);
  const candidates = scoreAll(question, readable);
  return joinQuotes(arrange(takeBest(candidates.length > 0 ? candidates : scoreAll(question, anything()))));
};
