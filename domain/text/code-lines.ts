/** What a line of code, a command, data or a formula looks like and a line of prose does not. */
const CODE: readonly RegExp[] = [
  // It breaks off in an expression, or goes on with one.
  /[([{\\]$|^[)\]}{]/,
  // An assignment: `rate = 2e-4`, `rest, _ = split(text)`, `size: int = 4`.
  /^[\w.[\]'"]+(?:, ?[\w.[\]'"]+)*(?:: [\w.[\]| ]+)?\s*[-+*/|:]?=(?!=)\s*\S/,
  // A call: `model.train(data)`, `load(path).then(`.
  /^[\w.]+\([^)]*(?:\)[;:]?$|\)\.|$)/,
  // Statements.
  /^(?:async )?(?:def|function)\b.*\(|^class \w+\s*[:({]/,
  /^from [\w.]+ import |^import [\w.]+(?: as \w+)?;?$|^import .*["'];?$/,
  /^(?:export )?(?:const|let|var) \w+\s*[:=]/,
  /^(?:if|elif|for|while|with|except|try|else)\b[^.?!]*:$/,
  /^@\w+/,
  // A key with its value, a tag, a comment.
  /^["'][^"']*["']\s*:|^<\/?\w|^\/[/*]|^#[!\s]/,
  // A command, or an option of one.
  /^[$!%]\s?[\w./]|^--\w[\w-]*(?:[\s=]|$)/,
  /^(?:sudo|pip3?|npm|npx|git|docker|curl|poetry|uv) (?:.* )?(?:-|install\b|clone\b|run\b|https?:)/,
  // TeX.
  /\\(?:begin|frac|text|sum|mathbf|left|right)\b/,
];
/** Code within a line, where an export lost its line breaks: a definition, or a command with options. */
const CODE_WITHIN = /\b(?:def|class) \w+\([^)]*\)(?: ->|:)|(?:\s--\w[\w-]*[\s=].*){2}/;
const CODE_SPAN = /`[^`\n]*`/g;
/** Marks that prose uses sparingly. */
const MARKS = /[(){}[\]<>=_|\\;$#@&^~]/g;
/** So few say nothing about a line, however short. */
const FEWEST_MARKS = 3;
/** Share of such marks among a line's characters from which it is no prose. */
const MOST_MARKS = 0.12;

const withoutSpans = (text: string): string => text.replace(CODE_SPAN, "code").trim();

/** Whether a line is code, a command, data or a formula. Code spans do not make prose code. */
export const isCodeLine = (line: string): boolean => {
  const text = withoutSpans(line);
  const marks = text.match(MARKS)?.length ?? 0;
  const isDense = marks >= FEWEST_MARKS && marks > MOST_MARKS * text.length;
  return isDense || CODE.some((pattern) => pattern.test(text));
};

/** Whether a sentence is code, or has some in it that is not set off as a code span. */
export const holdsCode = (sentence: string): boolean =>
  isCodeLine(sentence) || CODE_WITHIN.test(withoutSpans(sentence));
