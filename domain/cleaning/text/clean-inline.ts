import { foldMathematicalLetters, removeInvisible } from "./characters.ts";
import { changeOutsideCode } from "./code-spans.ts";
import { removeEmoji } from "./emoji.ts";
import { removeEmphasis } from "./emphasis.ts";
import { replaceLinks } from "./links.ts";

/** One space where marks or emoji left several, none just inside brackets and quotes. */
const tidySpaces = (text: string): string =>
  text
    .replace(/[^\S\n]+/g, " ")
    .replace(/(?<=[(“]) | (?=[)”])/g, "")
    .replace(/ ?\n ?/g, "\n")
    .trim();

const cleanProse = (text: string): string =>
  tidySpaces(removeEmphasis(removeEmoji(removeInvisible(replaceLinks(text)))).normalize("NFKC"));

/**
 * Cleans running text: NFKC, no links, images, emphasis, emoji or invisible characters. Code spans are kept byte for
 * byte, mathematical letters in them aside, which no programming language has.
 */
export const cleanInline = (text: string): string =>
  changeOutsideCode(text, cleanProse, foldMathematicalLetters);
