/** Text of a page whose elements were joined without a space shows in very long lines. */
const LONG_LINE = 2_000;

/** A full stop, or the like, with the next sentence's capital right behind it. */
const sentenceJoin =
  /(?<=[\p{Ll}\p{Nd})\]”"’…][.!?…]|[\p{Ll})]:|…)(?=[\p{Lu}→↳“](?:[\p{Ll}’'\s]|\p{Lu}\s))/gu;
const camelCase = /(?<![\p{L}\p{N}_])(\p{L}?\p{Ll}{2,})(\p{Lu}\p{Ll}*)(?![\p{L}\p{N}_(])/gu;

/** Two words run together, told from a name in camel case: the pair is rare, and both halves occur alone. */
const splitJoinedWords = (line: string): string => {
  const counts = new Map<string, number>();
  for (const [word] of line.matchAll(/[\p{L}\p{N}_]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const count = (word: string): number => counts.get(word) ?? 0;
  return line.replace(camelCase, (word: string, first: string, second: string) =>
    count(word) === 1 && count(first) > 0 && count(second) > 0 ? `${first}\n\n${second}` : word,
  );
};

/** Restores the paragraph breaks of a page's text that came without them. Other texts are left as they are. */
export const restoreLostBreaks = (text: string): string =>
  text
    .split("\n")
    .map((line) => (line.length < LONG_LINE ? line : splitJoinedWords(line.replace(sentenceJoin, "\n\n"))))
    .join("\n");
