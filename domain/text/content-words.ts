/** English words that say nothing about a text's subject. */
const STOP_WORDS = new Set(
  `a about after all also an and any are as at be because been before but by can could did do does each for from
  get had has have he her his how i if in into is it its just like may me more most my no not of on one only or other
  our out over she should so some such than that the their them then there these they this those to too up use used
  using very was we were what when where which while who why will with would you your`.split(/\s+/),
);

const WORD = /[\p{L}\p{N}]+/gu;

/** Folds the commonest English plural, so that "adapters" meets "adapter". */
const fold = (word: string): string =>
  word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;

/** The distinct words of a text that carry its subject: lower case, without stop words, plurals folded. */
export const contentWords = (text: string): ReadonlySet<string> => {
  const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  return new Set(words.filter((word) => !STOP_WORDS.has(word)).map(fold));
};
