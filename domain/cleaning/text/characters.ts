/** Control and formatting characters (tab, newline and joiners aside) and private use. */
const invisible = /[[\p{Cc}\p{Cf}\p{Co}]--[\t\n\u200c\u200d]]/gv;

/** Joiners shape the letters of Indic and Arabic scripts; anywhere else they are remains. */
const strayJoiner = /(?<![\p{L}\p{M}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}])/gu;

/**
 * One newline for every way to end a line, U+FFFD for half a surrogate pair, which no store can keep, and none of the
 * noncharacters, which are not for interchange (and which `changeOutsideCode` uses).
 */
export const normalizeLines = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, "\n")
    .replace(/[\ufdd0-\ufdef]/g, "");

/** Takes out what is not seen: control and zero-width characters, private use, stray joiners. */
export const removeInvisible = (text: string): string => text.replace(invisible, "").replace(strayJoiner, "");

/** Letters of the mathematical alphabets, with which people fake bold and italics: `𝘸𝘢𝘵𝘤𝘩` becomes `watch`. */
export const foldMathematicalLetters = (text: string): string =>
  text.replace(/[\u{1d400}-\u{1d7ff}]+/gu, (letters) => letters.normalize("NFKC"));
