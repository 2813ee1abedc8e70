import { contentWords } from "../../../domain/text/content-words.ts";
import { splitSentences } from "../../../domain/text/split-sentences.ts";
import type { Grounding } from "../../generation.ts";
import { type ReadableSentence, readSentences } from "./readable-sentences.ts";

/** A sentence among those of all passages. */
export interface PassageSentence extends ReadableSentence {
  /** Number of its passage. */
  readonly number: number;
  /** Place of its passage, from 0. */
  readonly rank: number;
  /** Its place among all sentences; `after` is such a place, too. */
  readonly order: number;
  /** Those that carry its subject. */
  readonly words: ReadonlySet<string>;
}

type Read = (passage: string) => readonly ReadableSentence[];

/** What there is to a passage that holds nothing that reads well: its prose as it comes, or lines of code and tables. */
const readAnything: Read = (passage) => {
  const prose = readSentences(passage);
  const texts = prose.length > 0 ? prose.map(({ text }) => text) : splitSentences(passage);
  return texts.map((text, line) => ({ text, line, quotable: true, leans: false, after: undefined }));
};

const readAll = (passages: Grounding["passages"], read: Read): PassageSentence[] => {
  const sentences: PassageSentence[] = [];
  for (const [rank, { number, text }] of passages.entries()) {
    const first = sentences.length;
    for (const sentence of read(text)) {
      sentences.push({
        ...sentence,
        after: sentence.after === undefined ? undefined : first + sentence.after,
        number,
        rank,
        order: sentences.length,
        words: contentWords(sentence.text),
      });
    }
  }
  return sentences;
};

/** The sentences of passages in their order, and the same passages read less strictly. */
export const readPassages = (
  passages: Grounding["passages"],
): { readonly readable: PassageSentence[]; readonly anything: () => PassageSentence[] } => ({
  readable: readAll(passages, readSentences),
  anything: () => readAll(passages, readAnything),
});
