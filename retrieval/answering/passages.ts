import type { ScoredChunk } from "../../domain/chunks.ts";
import { contentWords } from "../../domain/text/content-words.ts";
import { similarity } from "../../domain/text/word-overlap.ts";
import { chooseSentences } from "../../models/generation/extractive/choose-sentences.ts";
import type { Quote } from "../../models/generation/extractive/join-quotes.ts";
import { neutralize } from "./neutralize.ts";

/** What is put before the model of one chunk. `text` is safe to show a model, see `neutralize`. */
export interface Passage {
  /** Under which prompt and answer refer to it, from 1. */
  readonly number: number;
  readonly text: string;
  /** The text with what stands around it in the document, as safe: what sentences are quoted from and checked against. */
  readonly context: string;
  readonly source: ScoredChunk;
}

/** Share of common words from which two passages say the same. */
const NEAR_DUPLICATE = 0.8;

/** Keeps the best of passages that say the same: articles are often published twice. Numbers them in their order. */
export const toPassages = (results: readonly ScoredChunk[]): Passage[] => {
  const kept: { source: ScoredChunk; text: string; words: ReadonlySet<string> }[] = [];
  for (const source of results) {
    const text = neutralize(source.chunk.text).trim();
    const words = contentWords(text);
    if (text === "" || kept.some((other) => similarity(other.words, words) >= NEAR_DUPLICATE)) continue;
    kept.push({ source, text, words });
  }
  return kept.map(({ source, text }, index) => ({
    number: index + 1,
    text,
    context: neutralize(source.chunk.passage).trim(),
    source,
  }));
};

/** How a passage is called in the prompt: its document's title and the headings above it. */
export const titleOf = ({ source: { chunk } }: Passage): string =>
  neutralize(chunk.heading === "" ? chunk.title : `${chunk.title} › ${chunk.heading}`)
    .replace(/\s+/g, " ")
    .slice(0, 200);

/** The passages as a template shows them: numbered and set off, so that where one ends is beyond doubt. */
export const formatPassages = (passages: readonly Passage[]): string =>
  passages.length === 0
    ? ""
    : [
        "<passages>",
        ...passages.map((passage) => `[${passage.number}] ${titleOf(passage)}\n${passage.text}\n`),
        "</passages>",
      ].join("\n");

/** The sentences nearest to a question in the passages and around them. */
export const chooseQuotes = (question: string, passages: readonly Passage[]): Quote[] =>
  chooseSentences({ question, passages: passages.map(({ number, context }) => ({ number, text: context })) });

/** The sentences of the passages nearest to a question, each with the number of its passage. */
export const formatHighlights = (question: string, passages: readonly Passage[]): string =>
  chooseQuotes(question, passages)
    .map(({ number, text }) => `${text} [${number}]`)
    .join("\n");
