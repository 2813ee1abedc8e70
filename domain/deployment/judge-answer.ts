/** What an answer of a smoke test must be. */
export interface AnswerExpectation {
  /** Fewest characters, white space at the ends left out. */
  readonly minCharacters: number;
  /** Regular expressions (flag u) of which none may be found. */
  readonly mustNotMatch: readonly string[];
}

/** Pieces from which on one and the same piece over and over is no language any more. */
const REPEATED = 8;

/** Whether a text is one word or one character repeated, as a damaged model writes. */
const isOneRepeated = (text: string): boolean => {
  const words = text.split(/\s+/u);
  if (words.length >= REPEATED) return new Set(words).size === 1;
  const characters = Array.from(text.replace(/\s+/gu, ""));
  return characters.length >= REPEATED && new Set(characters).size === 1;
};

/** What is wrong with an answer, in words that follow "the answer"; `undefined` where nothing is. */
export const judgeAnswer = (answer: string, expectation: AnswerExpectation): string | undefined => {
  const text = answer.trim();
  if (text === "") return "is empty";
  if (isOneRepeated(text)) return `repeats one piece of text: ${JSON.stringify(text.slice(0, 60))}`;
  if (text.length < expectation.minCharacters) {
    return `has ${text.length} characters, fewer than ${expectation.minCharacters}`;
  }
  const found = expectation.mustNotMatch.find((pattern) => new RegExp(pattern, "u").test(text));
  return found === undefined ? undefined : `holds what must not be in it (${found})`;
};
