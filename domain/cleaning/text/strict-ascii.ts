/**
 * The handbook's strict mode: whatever is no word character, white space or one of `.,!?` becomes a space, and runs
 * of white space become one (Iusztin and Labonne, LLM Engineer's Handbook, chapter 4, `clean_text`).
 */
export const toStrictAscii = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^A-Za-z0-9_\s.,!?]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
