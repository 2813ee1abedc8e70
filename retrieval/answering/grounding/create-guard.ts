import { contentWords } from "../../../domain/text/content-words.ts";
import { createEchoCheck } from "../../../domain/text/echoes.ts";
import { createLiteralCheck } from "../../../domain/text/literals.ts";
import { splitSentences } from "../../../domain/text/split-sentences.ts";
import { coverage } from "../../../domain/text/word-overlap.ts";

/** A passage as evidence: what the model was shown of it, with what stands around it in the document. */
export interface Evidence {
  readonly number: number;
  readonly title: string;
  readonly context: string;
}

export interface GuardOptions {
  readonly question: string;
  readonly passages: readonly Evidence[];
  /** Share of a sentence's words that must stand close together in one passage, from 0 to 1. */
  readonly support: number;
}

/** A sentence that a passage backs, without markers. */
export interface Backed {
  readonly text: string;
  /** Of the passage that backs it. */
  readonly number: number;
  /** Those that carry its subject. */
  readonly words: ReadonlySet<string>;
}

/** Judges the sentences of an answer in their order; undefined is one to drop. */
export type Guard = (sentence: string) => Backed | undefined;

/** Share of words that make a sentence the repetition of another, of the question or of a title. */
const REPEATED = 0.8;
/** Words without which a sentence says nothing, one of them not the question's. */
const FEWEST_WORDS = 2;
/** Adjacent sentences of a passage that may back one together. */
const WINDOW = 2;
const MARKER = /[ \t]*\[\s*(\d{1,3}(?:\s*,\s*\d{1,3})*)\s*\]/g;
const LIST_LABEL = /^(?:\d{1,3}[.)]|[-*+•])\s+/;

const windowsOf = (context: string): ReadonlySet<string>[] => {
  const sentences = splitSentences(context);
  return sentences.map((_, start) => contentWords(sentences.slice(start, start + WINDOW).join("\n")));
};

/** Whether words say again what earlier ones say. A number that is new may be all of an answer. */
const repeats = (words: ReadonlySet<string>, earlier: ReadonlySet<string>): boolean =>
  coverage(words, earlier) >= REPEATED &&
  ![...words].some((word) => /\p{N}/u.test(word) && !earlier.has(word));

/**
 * Keeps a generated answer to what its passages say. A sentence is backed when enough of its words, and enough of those
 * that are not the question's, stand in adjacent sentences of one passage, and all its numbers, identifiers and names
 * in some passage or the question. One that says again what was said, what was asked or how a document is called is
 * not worth keeping, nor is one that holds the question as it was asked. A passage that the sentence cites wins over the
 * others if it backs it.
 */
export const createGuard = ({ question, passages, support }: GuardOptions): Guard => {
  const asked = contentWords(question);
  const sources = passages.map(({ number, context }) => ({ number, windows: windowsOf(context) }));
  const standsThere = createLiteralCheck([
    question,
    ...passages.flatMap(({ title, context }) => [title, context]),
  ]);
  const isEcho = createEchoCheck(question);
  const said = [asked, ...passages.map(({ title }) => contentWords(title))];

  const backing = (words: ReadonlySet<string>, own: ReadonlySet<string>, cited: ReadonlySet<number>) =>
    sources
      .map(({ number, windows }) => ({
        number,
        share: Math.max(
          0,
          ...windows.map((window) => Math.min(coverage(words, window), coverage(own, window))),
        ),
      }))
      .filter(({ share }) => share >= support)
      .toSorted((a, b) => Number(cited.has(b.number)) - Number(cited.has(a.number)) || b.share - a.share)
      .at(0);

  return (sentence) => {
    const text = sentence.replace(MARKER, "").trim();
    const unlabelled = text.replace(LIST_LABEL, "");
    const words = contentWords(unlabelled);
    const own = new Set([...words].filter((word) => !asked.has(word)));
    if (own.size === 0 || words.size < FEWEST_WORDS || isEcho(unlabelled)) return undefined;
    if (said.some((earlier) => repeats(words, earlier)) || !standsThere(unlabelled)) return undefined;
    const cited = new Set(
      [...sentence.matchAll(MARKER)].flatMap(([, list = ""]) => list.split(",").map(Number)),
    );
    const backed = backing(words, own, cited);
    if (!backed) return undefined;
    said.push(words);
    return { text, number: backed.number, words };
  };
};
