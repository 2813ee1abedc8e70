/** Text that stays text inside Markdown, in one line: no table cell, code or link can be broken out of. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]<>|#]/g, "\\$&").replace(/\s+/g, " ");
