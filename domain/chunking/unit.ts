import { splitSentences } from "../text/split-sentences.ts";

/** A part of a text that may stand in a chunk, and how it comes apart where it does not fit. */
export interface Unit {
  readonly text: string;
  /** What joins it to the unit before it. */
  readonly separator: string;
  /** Kept whole wherever it fits in a chunk of its own; otherwise it may be split to fill up a chunk. */
  readonly whole: boolean;
  /** Whether a chunk that begins with it may first repeat the end of the one before. */
  readonly overlaps: boolean;
  /** Smaller units with the same characters (white space aside); empty where it has only one character. */
  readonly split: () => readonly Unit[];
}

const LOW_SURROGATE = /[\udc00-\udfff]/;

/** The border nearest below `at` that does not cut a surrogate pair; at least one character in. */
const characterBorder = (text: string, at: number): number =>
  LOW_SURROGATE.test(text.charAt(at)) ? (at > 1 ? at - 1 : at + 1) : at;

const halves = (text: string, make: (part: string, separator: string) => Unit): Unit[] => {
  if (text.length < 2) return [];
  const middle = characterBorder(text, Math.ceil(text.length / 2));
  if (middle >= text.length) return [];
  return [make(text.slice(0, middle), ""), make(text.slice(middle), "")];
};

const leaf = (text: string, separator: string, overlaps: boolean): Unit => ({
  text,
  separator,
  whole: true,
  overlaps,
  split: () => halves(text, (part, joint) => leaf(part, joint, overlaps)),
});

/** A sentence comes apart into words, a word into halves. */
const sentenceUnit = (text: string, separator: string): Unit => ({
  text,
  separator,
  whole: true,
  overlaps: true,
  split: () => {
    const words = text.split(/\s+/).filter((word) => word !== "");
    return words.length > 1
      ? words.map((word, index) => leaf(word, index === 0 ? separator : " ", true))
      : leaf(text, separator, true).split();
  },
});

const lineUnit = (text: string, separator: string): Unit => ({
  text,
  separator,
  whole: false,
  overlaps: true,
  split: () =>
    splitSentences(text).map((sentence, index) => sentenceUnit(sentence, index === 0 ? separator : " ")),
});

/** A paragraph comes apart into its lines, then sentences, then words. */
export const paragraphUnit = (lines: readonly string[], separator: string): Unit => ({
  text: lines.join("\n"),
  separator,
  whole: false,
  overlaps: true,
  split: () =>
    lines.length > 1
      ? lines.map((line, index) => lineUnit(line, index === 0 ? separator : "\n"))
      : lineUnit(lines.join("\n"), separator).split(),
});

/** Lists, tables and quotes come apart into their lines, each of which is a sentence or more. */
export const linesUnit = (lines: readonly string[], separator: string): Unit => ({
  text: lines.join("\n"),
  separator,
  whole: true,
  overlaps: false,
  split: () =>
    lines.length > 1
      ? lines.map((line, index) => linesUnit([line], index === 0 ? separator : "\n"))
      : lineUnit(lines.join("\n"), separator).split(),
});

/** Code comes apart at line ends; a line that is too long in halves, so that no white space is lost. */
export const codeUnit = (lines: readonly string[], separator: string): Unit => ({
  text: lines.join("\n"),
  separator,
  whole: true,
  overlaps: false,
  split: () =>
    lines.length > 1
      ? lines.map((line, index) => codeUnit([line], index === 0 ? separator : "\n"))
      : leaf(lines.join("\n"), separator, false).split(),
});
