const countCommon = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  [...a].filter((word) => b.has(word)).length;

/** Share of `words` that are among `known`, from 0 to 1; 0 where there are none. */
export const coverage = (words: ReadonlySet<string>, known: ReadonlySet<string>): number =>
  words.size === 0 ? 0 : countCommon(words, known) / words.size;

/** Share of common words among all of both (Jaccard, 1912), from 0 to 1; two empty sets are the same. */
export const similarity = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const common = countCommon(a, b);
  const all = a.size + b.size - common;
  return all === 0 ? 1 : common / all;
};
