import { holdsCode } from "../../../domain/text/code-lines.ts";
import { splitSentences } from "../../../domain/text/split-sentences.ts";
import { leansOnTheOneBefore } from "./leans-on-the-one-before.ts";
import { readProse } from "./prose-lines.ts";

/** A sentence of a passage, without the marks of the block it stands in. */
export interface ReadableSentence {
  readonly text: string;
  /** Number of its line among those that are read. */
  readonly line: number;
  /** Whether it says something: it is whole, asks nothing, and announces nothing. */
  readonly quotable: boolean;
  /** Whether it only makes sense behind the one that it is read after. */
  readonly leans: boolean;
  /**
   * Index of the one that it is read after: the one before it, or for a list item the one above the list. None where
   * something that is not quoted stands in between.
   */
  readonly after: number | undefined;
}

/** Refers to a source of the text's own, and would pass for the number of a passage. */
const REFERENCE = /(?:[^\S\n]+|(?<=^|[.,;:!?)”"'’]))\[\d{1,3}\](?!\()(?=([\p{L}\p{N}])?)/gu;
/** Arrows that point at what stands below. */
const POINTER = /\s*(?:[↓⬇👇]\uFE0F?\s*)+$/u;
/** Announces a list below it, and may be quoted with an item of it. */
const HEADS_LIST = /:$/;
/** Says what the text is about to do. */
const NARRATES =
  /^(?:[\p{L} ]{0,20}, |now,? |so |next,? |first,? )?let(?:['’]s| us| me)\b|^in (?:this|the (?:next|following)) (?:section|article|lesson|chapter|part|post|tutorial)\b/iu;
const ASKS = /\?\W*$/;
const ENDS = /[.!…][)"'”’»\]*_\s\p{Extended_Pictographic}]*$/u;
const CAPTION = /[[(](?:image|photo|figure|screenshot|source|credit)s?\b[^\])]*[\])]\.?$/i;
const CODE_SPAN = /`[^`\n]+`/g;
const STARTS_SMALL = /^\p{Ll}/u;

const withoutReferences = (text: string): string =>
  text.replace(REFERENCE, (_, next: string | undefined) => (next === undefined ? "" : " "));

/** Splits a line into sentences, none of which ends within a code span. */
const splitOutsideSpans = (line: string): string[] => {
  const masked = line.replace(CODE_SPAN, (span) => `\`${"x".repeat(span.length - 2)}\``);
  let end = 0;
  return splitSentences(masked).map((part) => {
    const start = masked.indexOf(part, end);
    end = start + part.length;
    return line.slice(start, end);
  });
};

/** The sentences of a line. An item's last one needs no mark at its end, and none that leads on to the next item. */
const sentencesOf = (prose: string, isItem: boolean): string[] => {
  const line = withoutReferences(prose).trim().replace(POINTER, ":");
  return splitOutsideSpans(isItem ? line.replace(/[;,]$/, "") : line);
};

const saysSomething = (text: string): boolean =>
  ![HEADS_LIST, NARRATES, ASKS, CAPTION].some((pattern) => pattern.test(text)) && !holdsCode(text);

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether no quoted speech begins or ends outside of the text. */
const isBalanced = (text: string): boolean =>
  count(text, /"/g) % 2 === 0 && count(text, /“/g) === count(text, /”/g);

/**
 * Reads a passage as sentences in their order, those of headings, tables and code left out. Each stands as it does in
 * the passage, but for the marks of list items and quotes, arrows that point at what stands below, and numbers in
 * brackets that refer to the text's own sources.
 */
export const readSentences = (passage: string): ReadableSentence[] => {
  const sentences: ReadableSentence[] = [];
  /** Indices of the last sentence, and of the last one that is no part of a list, since the last gap. */
  let last: number | undefined;
  let aboveList: number | undefined;

  const canFollow = (index: number | undefined, opensItem: boolean): boolean => {
    const before = index === undefined ? undefined : sentences[index];
    return before !== undefined && (before.quotable || (opensItem && HEADS_LIST.test(before.text)));
  };

  for (const [number, line] of readProse(passage).entries()) {
    if (line === "gap") {
      last = aboveList = undefined;
      continue;
    }
    const { prose, isItem } = line;
    const texts = sentencesOf(prose, isItem).filter((text) => /\p{L}/u.test(text));
    for (const [index, text] of texts.entries()) {
      const opensItem = isItem && index === 0;
      const isWhole = ENDS.test(text) || (isItem && index === texts.length - 1);
      const isCutOff = sentences.length === 0 && STARTS_SMALL.test(text);
      const before = opensItem ? (aboveList ?? last) : last;
      sentences.push({
        text,
        line: number,
        quotable: isWhole && !isCutOff && isBalanced(text) && saysSomething(text),
        leans: leansOnTheOneBefore(text) || (opensItem && STARTS_SMALL.test(text)),
        after: canFollow(before, opensItem) ? before : undefined,
      });
      last = sentences.length - 1;
      if (!isItem) aboveList = last;
    }
  }
  return sentences;
};
