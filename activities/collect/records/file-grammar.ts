import { isPunctuation, isSpace } from "./value-scanner.ts";

/** What a byte between records is: the start of one, nothing to look at, or wrong. */
export type GrammarStep = "value" | "skip" | { readonly problem: string };

/** What may stand between the records of a file. */
export interface FileGrammar {
  /** `records` is the number of records before this byte. */
  step(byte: number, records: number): GrammarStep;
  /** Tells that the value announced last is complete. */
  afterValue(): void;
  /** What is wrong when the file ends here. */
  end(records: number): string | undefined;
}

const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const COMMA = 0x2c;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const show = (byte: number): string =>
  byte > 0x20 && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : `the byte 0x${byte.toString(16).padStart(2, "0")}`;

const notJson = (byte: number): GrammarStep => {
  if (byte === 0xff || byte === 0xfe) return { problem: "the file is UTF-16: save it as UTF-8" };
  return {
    problem: `the file starts with ${show(byte)}, so it is neither a JSON array ("[") nor JSON lines ("{")`,
  };
};

type Place = "start" | "first-element" | "element" | "after-element" | "line" | "after-line" | "end";

export const createFileGrammar = (): FileGrammar => {
  let place: Place = "start";
  let markBytes = 0;

  const startOfFile = (byte: number): GrammarStep => {
    if (byte === BYTE_ORDER_MARK[markBytes]) {
      markBytes++;
      return "skip";
    }
    if (markBytes > 0 && markBytes < BYTE_ORDER_MARK.length) return notJson(BYTE_ORDER_MARK[0] ?? 0);
    // Past it, another mark would be no white space but a character like any other.
    markBytes = BYTE_ORDER_MARK.length;
    if (isSpace(byte)) return "skip";
    if (byte === OPENING_BRACKET) {
      place = "first-element";
      return "skip";
    }
    if (byte !== OPENING_BRACE) return notJson(byte);
    place = "line";
    return "value";
  };

  const value = (byte: number, expected: string): GrammarStep =>
    isPunctuation(byte) ? { problem: `expected ${expected}, found ${show(byte)}` } : "value";

  const betweenElements = (byte: number, records: number): GrammarStep => {
    if (byte === CLOSING_BRACKET && place !== "element") {
      place = "end";
      return "skip";
    }
    if (place !== "after-element") return value(byte, `record ${records + 1}`);
    if (byte !== COMMA)
      return { problem: `expected "," or "]" after record ${records}, found ${show(byte)}` };
    place = "element";
    return "skip";
  };

  return {
    step(byte, records) {
      if (place === "start") return startOfFile(byte);
      if (isSpace(byte)) {
        if (place === "after-line") place = "line";
        return "skip";
      }
      if (place === "line") return value(byte, `record ${records + 1}`);
      if (place === "after-line")
        return { problem: `expected a new line after record ${records}, found ${show(byte)}` };
      if (place === "end") return { problem: `expected nothing after the array, found ${show(byte)}` };
      return betweenElements(byte, records);
    },

    afterValue() {
      place = place === "line" ? "after-line" : "after-element";
    },

    end(records) {
      if (place === "start") return "the file is empty";
      if (place === "line" || place === "after-line" || place === "end") return undefined;
      return `the file ends after record ${records}, before the array is closed by "]"`;
    },
  };
};
