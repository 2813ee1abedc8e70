import { splitSentences } from "../../text/split-sentences.ts";
import { likeness, type MarksProfile, profileOf } from "./marks-profile.ts";
import { firstWords, toProse, wordsOf } from "./style-marks.ts";

/** Words of the author's text below which nothing is said about style. */
export const FEWEST_AUTHOR_WORDS = 1_000;
/** Own passages that a text is compared with. */
const MOST_PASSAGES = 200;

/** What a text is compared with to tell whether it is in an author's style. */
export interface AuthorStyle {
  readonly profile: MarksProfile;
  /** Prose of the author that is not part of the profile: the sentences of each document. */
  readonly others: readonly (readonly string[])[];
}

/** Passages of so many words that each start with a sentence; what is left at the end is dropped. */
const passagesOf = (sentences: readonly string[], words: number): string[] => {
  const passages: string[] = [];
  let current: string[] = [];
  let count = 0;
  for (const sentence of sentences) {
    current.push(sentence);
    count += wordsOf(sentence).length;
    if (count < words) continue;
    passages.push(firstWords(current.join("\n"), words));
    current = [];
    count = 0;
  }
  return passages;
};

/** At most `most` items, spread evenly over all. */
const spread = <Item>(items: readonly Item[], most: number): Item[] => {
  const step = Math.max(1, items.length / most);
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
};

const splitInTwo = (sentences: readonly string[]): string[][] => {
  const middle = Math.ceil(sentences.length / 2);
  return [sentences.slice(0, middle), sentences.slice(middle)];
};

/**
 * Learns an author's style: the profile from every other document, so that passages of the rest can be measured by it
 * as a stranger's would be. One document alone is cut in two.
 *
 * @returns undefined when there are fewer than 1,000 words.
 */
export const learnStyle = (documents: readonly string[]): AuthorStyle | undefined => {
  const parsed = documents.map((document) => splitSentences(toProse(document)));
  const words = parsed.flat().reduce((sum, sentence) => sum + wordsOf(sentence).length, 0);
  if (words < FEWEST_AUTHOR_WORDS) return undefined;
  const parts = parsed.length === 1 ? splitInTwo(parsed.flat()) : parsed;
  return {
    profile: profileOf(
      parts
        .filter((_, index) => index % 2 === 0)
        .flat()
        .join("\n"),
    ),
    others: parts.filter((_, index) => index % 2 === 1),
  };
};

/**
 * How much a text is in an author's style, from 0 to 1: the share of the author's own passages of its length that are
 * less like the author's profile than the text is, those equally like counted half. So the author's own text comes to
 * 0.5 on average, whatever its length, and text by others to less. The likeness to the profile is the mean overlap
 * (Bhattacharyya, 1943) of three distributions: function words, punctuation, and trigrams of characters.
 *
 * @returns undefined for a text without words, or one longer than the author's own that it would be compared with.
 */
export const styleSimilarity = ({ profile, others }: AuthorStyle, text: string): number | undefined => {
  const prose = splitSentences(toProse(text)).join("\n");
  const words = wordsOf(prose).length;
  if (words === 0) return undefined;
  const passages = spread(
    others.flatMap((sentences) => passagesOf(sentences, words)),
    MOST_PASSAGES,
  );
  if (passages.length === 0) return undefined;
  const own = likeness(profileOf(prose), profile);
  const likenesses = passages.map((passage) => likeness(profileOf(passage), profile));
  const less = likenesses.filter((other) => other < own).length;
  const equal = likenesses.filter((other) => other === own).length;
  return (less + equal / 2) / likenesses.length;
};
