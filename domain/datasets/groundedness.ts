import { contentWords } from "../text/content-words.ts";
import { createLiteralCheck } from "../text/literals.ts";
import { splitSentences } from "../text/split-sentences.ts";
import { coverage } from "../text/word-overlap.ts";

/** Adjacent sentences of the source that may back one sentence together. */
const WINDOW = 3;

/**
 * Tells how well a text is backed by its source, from 0 to 1: of each sentence the share of its words that stand in
 * adjacent sentences of the source, averaged by its number of words. A sentence with a number, an identifier or a name
 * that the source does not have counts as not backed at all.
 */
export const createGroundedness = (source: string): ((text: string) => number) => {
  const sentences = splitSentences(source);
  const windows = sentences.map((_, start) =>
    contentWords(sentences.slice(start, start + WINDOW).join("\n")),
  );
  const standsThere = createLiteralCheck([source]);
  return (text) => {
    let backed = 0;
    let all = 0;
    for (const sentence of splitSentences(text)) {
      const words = contentWords(sentence);
      all += words.size;
      if (!standsThere(sentence)) continue;
      backed += words.size * Math.max(0, ...windows.map((window) => coverage(words, window)));
    }
    return all === 0 ? 0 : backed / all;
  };
};
