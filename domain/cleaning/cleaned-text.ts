/** How much of a text cleaning keeps: all letters, punctuation and code, or words and `.,!?` alone. */
export type CleaningMode = "readable" | "ascii";

export interface CleaningOptions {
  readonly mode: CleaningMode;
}

/** A document's title and text in light Markdown: headings, lists, quotes, tables and code, no emphasis, no links. */
export interface CleanedText {
  readonly title: string;
  readonly text: string;
}
