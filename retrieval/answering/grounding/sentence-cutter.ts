/** A sentence of a stream, a list item with its label, or a whole block of code. */
export interface CutSentence {
  /** Trimmed, never empty. */
  readonly text: string;
  /** Line breaks between it and the one before. */
  readonly breaks: number;
}

export interface SentenceCutter {
  /** Takes the next piece of a text; returns the sentences that are complete now. */
  push(text: string): CutSentence[];
  /** Returns what is left, once no more text comes. */
  flush(): CutSentence[];
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
/** What must have come behind a boundary before no rule of UAX #29 can take it back (SB8 looks ahead up to these). */
const DECIDES = /[\p{L}\n.!?]/u;
const FENCE = /^\s*```/;
const FENCED_BLOCK = /^\s*```[^\n]*\n(?:[^\n]*\n)*?[ \t]*```[ \t]*\n/;
/** A number or bullet of a list, which would count as a sentence of its own. */
const LIST_LABEL = /^(?:\d{1,3}[.)]|[-*+•])$/;

/** Where the first sentence of a text ends for certain, or undefined while that is open. */
const firstEnd = (text: string): number | undefined => {
  if (FENCE.test(text)) return FENCED_BLOCK.exec(text)?.[0].length;
  const [first] = segmenter.segment(text);
  if (!first) return undefined;
  const end = first.segment.length;
  return first.segment.endsWith("\n") || DECIDES.test(text.slice(end)) ? end : undefined;
};

const countBreaks = (blanks: string): number => blanks.split("\n").length - 1;

/** Cuts a stream into sentences by the rules of Unicode (UAX #29), the same ones however it comes in pieces. */
export const createSentenceCutter = (): SentenceCutter => {
  let held = "";
  let label = "";
  let breaks = 0;

  const take = (piece: string): CutSentence[] => {
    const text = piece.trim();
    breaks += countBreaks(piece.slice(0, piece.length - piece.trimStart().length));
    if (text === "") return [];
    if (LIST_LABEL.test(text)) {
      label = `${text} `;
      return [];
    }
    const sentence = { text: label + text, breaks };
    label = "";
    breaks = countBreaks(piece.slice(piece.trimEnd().length));
    return [sentence];
  };

  return {
    push: (text) => {
      held += text;
      const sentences: CutSentence[] = [];
      for (let end = firstEnd(held); end !== undefined; end = firstEnd(held)) {
        sentences.push(...take(held.slice(0, end)));
        held = held.slice(end);
      }
      return sentences;
    },
    flush: () => {
      const rest = FENCE.test(held) ? [held] : [...segmenter.segment(held)].map(({ segment }) => segment);
      held = "";
      return rest.flatMap(take);
    },
  };
};
