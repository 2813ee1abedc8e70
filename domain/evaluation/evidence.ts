/**
 * The letters and digits of a text in a spelling that cleaning does not change: NFKC, lower case, without Markdown's
 * marks, punctuation and white space. Evidence is looked for in this form, so that a join of wrapped lines or a
 * removed emphasis mark does not hide it.
 */
export const comparableText = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "");

/** Whether a passage holds a piece of evidence, marks and spacing aside. */
export const holdsEvidence = (passage: string, evidence: string): boolean =>
  comparableText(passage).includes(comparableText(evidence));
