import { splitSentences } from "../text/split-sentences.ts";

/** The end of a text to be repeated in the next chunk: whole sentences if one fits in `most` characters, else words. */
export const overlapOf = (text: string, most: number): string => {
  if (most <= 0) return "";
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  // A window a little larger than what is wanted says whether its beginning is a border.
  const window = lastLine.slice(-(most + 1));
  if (window.length <= most) return window.trim();
  const sentences = splitSentences(lastLine.slice(-4 * most));
  const last = sentences.length > 1 ? (sentences.at(-1) ?? "") : "";
  if (last !== "" && last.length <= most) return last;
  const border = /\s/.exec(window);
  return border ? window.slice(border.index + 1).trim() : "";
};
