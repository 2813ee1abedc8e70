import emojiRegex from "emoji-regex";

/** Symbols that Unicode counts among the emoji though texts use them as text: ©, ™, ‼, arrows. */
const textual = /^[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff]$/;

/** Takes emoji out; of a keycap its digit stays. Variation selectors go with them. */
export const removeEmoji = (text: string): string =>
  text
    .replace(/([0-9#*])\ufe0f?\u20e3/g, "$1")
    .replace(emojiRegex(), (emoji) => (textual.test(emoji) ? emoji : ""))
    .replace(/[\ufe0e\ufe0f]|[\u{1f3fb}-\u{1f3ff}]|[\u{e0020}-\u{e007f}]/gu, "");
