import { splitSentences } from "../../domain/text/split-sentences.ts";
import type { Passage } from "./passages.ts";

/** Whether a prompt with these passages fits the model. */
export type Fits = (passages: readonly Passage[]) => Promise<boolean>;

/** The largest count from 0 to `most` that fits, by bisection: what fits with more fits with less. */
const largest = async (most: number, fits: (count: number) => Promise<boolean>): Promise<number> => {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (await fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** A passage's first sentences. */
const cut = (passage: Passage, sentences: readonly string[]): Passage => ({
  ...passage,
  text: sentences.join(" "),
});

/**
 * Chooses the best passages that fit: as many whole ones as there is room for, then the first sentences of the next.
 * Counting is exact and few counts are made, for each may be a call to a server.
 */
export const fitPassages = async (passages: readonly Passage[], fits: Fits): Promise<Passage[]> => {
  if (await fits(passages)) return [...passages];
  const whole = await largest(passages.length - 1, (count) => fits(passages.slice(0, count)));
  const kept = passages.slice(0, whole);
  const next = passages[whole];
  if (!next) return kept;
  const sentences = splitSentences(next.text);
  const count = await largest(sentences.length, (some) =>
    fits([...kept, cut(next, sentences.slice(0, some))]),
  );
  return count === 0 ? kept : [...kept, cut(next, sentences.slice(0, count))];
};
