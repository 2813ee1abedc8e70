const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/**
 * Splits a text into sentences by the rules of Unicode (UAX #29); a line break ends one, too, so that list items and
 * headings stand alone. Each is trimmed; empty ones are left out.
 */
export const splitSentences = (text: string): string[] =>
  text
    .split(/\n+/)
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => sentence !== "");
