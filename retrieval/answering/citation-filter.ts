export interface CitationFilter {
  /** Takes the next piece of an answer; returns what of it can be shown. */
  push(text: string): string;
  /** Returns what was held back, once the answer is over. */
  flush(): string;
  /** Whether a marker of a passage that exists has been shown. */
  cited(): boolean;
}

/** A marker, or a list of numbers in one, with the blanks before it. */
const MARKER = /([ \t]{0,20})\[(?=[\d,\s]{0,24}\])\s*(\d{1,3}(?:\s*,\s*\d{1,3})*)\s*\]/g;
/** An end that may become a marker. Its bounds are those of a marker, so that nothing is held back for long. */
const OPEN_END = /[ \t]{0,20}(?:\[[\d,\s]{0,24})?$/;

/**
 * Takes markers of passages that don't exist out of a streamed answer, however they are spread over its pieces.
 * `[1, 3]` becomes `[1][3]`, so that a reader finds one form only.
 */
export const createCitationFilter = (passageCount: number): CitationFilter => {
  let held = "";
  let cited = false;
  const clean = (text: string): string =>
    text.replace(MARKER, (_, blanks: string, list: string) => {
      const numbers = list
        .split(",")
        .map(Number)
        .filter((number) => number >= 1 && number <= passageCount);
      if (numbers.length === 0) return "";
      cited = true;
      return `${blanks}${numbers.map((number) => `[${number}]`).join("")}`;
    });
  return {
    push: (text) => {
      // What is held stays as it came: cleaned text beside new text could look like a marker nobody wrote.
      const raw = held + text;
      const open = OPEN_END.exec(raw)?.index ?? raw.length;
      held = raw.slice(open);
      return clean(raw.slice(0, open));
    },
    flush: () => {
      const rest = held.trimEnd();
      held = "";
      return rest;
    },
    cited: () => cited,
  };
};
