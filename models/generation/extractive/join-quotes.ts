import type { PassageSentence } from "./passage-sentences.ts";

/** Sentences of one passage that are read together. */
export interface Quote {
  /** Number of the passage. */
  readonly number: number;
  readonly text: string;
}

/** What joins two sentences; list items often end without a mark. */
const jointOf = (first: string, second: string): string => {
  if (!/[\p{L}\p{N})\]`]$/u.test(first)) return " ";
  return /^\p{Ll}/u.test(second) ? "; " : ". ";
};

/**
 * Joins sentences that belong together: those of one line, one that leans on the one before it, and items of a list with
 * what announces it.
 *
 * @param sentences in the order in which they are read, those of one passage as they stand in it.
 */
export const joinQuotes = (sentences: readonly PassageSentence[]): Quote[] => {
  const quotes: Quote[] = [];
  let joined: PassageSentence[] = [];
  for (const sentence of sentences) {
    const { number, text, leans, line, after } = sentence;
    const quote = quotes.at(-1);
    const before = joined.find(({ order }) => order === after);
    if (quote && before && (leans || before.line === line || !before.quotable)) {
      quotes[quotes.length - 1] = { number, text: quote.text + jointOf(quote.text, text) + text };
      joined.push(sentence);
    } else {
      quotes.push({ number, text });
      joined = [sentence];
    }
  }
  return quotes;
};
