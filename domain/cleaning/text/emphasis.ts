/**
 * `**` marks strong text unless it is the power operator. Converters from HTML lose the space before an opening mark
 * that stands inside other emphasis (`_More**details** on_`) and add one after a closing mark (`**format** :`).
 */
const strongMark = /(?<!\\)\*{2,}/g;
const power = /(?<![\p{L}\p{N}])[\p{L}\p{N}]$|\)$/u;
const wordEnd = /[\p{L}\p{N}]{2}$/u;
const wordStart = /^[\p{L}\p{N}]/u;

const removeStrong = (text: string): string => {
  let seen = 0;
  return text.replace(strongMark, (mark, offset: number) => {
    const before = text.slice(Math.max(0, offset - 2), offset);
    const after = text.slice(offset + mark.length, offset + mark.length + 2);
    if (mark.length === 2 && /^\d/.test(after) && power.test(before)) return mark;
    const opens = seen % 2 === 0;
    seen += mark.length === 4 ? 2 : 1;
    return opens && mark.length === 2 && wordEnd.test(before) && wordStart.test(after) ? " " : "";
  });
};

/** `_` between word characters belongs to an identifier, and so does a pair of double ones (`__init__`). */
const underscores =
  /(?<![\p{L}\p{N}_\\])__[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*__(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_\\])_{1,4}|_{1,4}(?![\p{L}\p{N}_({])/gu;

const removeUnderscores = (text: string): string =>
  text.replace(underscores, (mark) => (/^_+$/.test(mark) ? "" : mark));

const pairedAsterisks = /(?<![\p{L}\p{N}*\\])\*(?![\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/gu;
const spaceAfterMark = /(\*\*|_)[ \t]+(?=[.,;:!?)\]”])/g;
const suffixAfterMark = /(?<=\p{L})(\*\*) s(?![\p{L}\p{N}'’])/gu;
const escaped = /\\([\\`*_{}[\]()#+\-.!>|~])/g;

/** Takes emphasis marks out, stray ones too, mends the spaces around them, and resolves backslash escapes. */
export const removeEmphasis = (text: string): string => {
  const mended = text.replace(suffixAfterMark, "$1s").replace(spaceAfterMark, "$1");
  const plain = removeUnderscores(removeStrong(mended).replace(pairedAsterisks, "$1"));
  return plain.replace(/~~([^~\n]+)~~/g, "$1").replace(escaped, "$1");
};
