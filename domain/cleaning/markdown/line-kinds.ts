/** An opening or closing code fence; `fence` is its run of backticks or tildes. */
export const fenceOf = (line: string): { readonly fence: string; readonly info: string } | undefined => {
  const match = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
  if (!match?.[1]) return undefined;
  const info = (match[2] ?? "").trim();
  return match[1].startsWith("`") && info.includes("`") ? undefined : { fence: match[1], info };
};

/** Whether the line closes a block that `fence` opened. */
export const closesFence = (line: string, fence: string): boolean => {
  const closing = fenceOf(line);
  return closing?.info === "" && closing.fence.startsWith(fence);
};

export const isBlank = (line: string): boolean => line.trim() === "";
export const isIndented = (line: string): boolean => /^(?: {4}|\t| {1,3}\t)/.test(line) && !isBlank(line);
export const isHeading = (line: string): boolean => /^ {0,3}#{1,6}(?:\s|$|\p{Nd}+\.)/u.test(line);
export const isQuote = (line: string): boolean => /^ {0,3}>/.test(line);

/** Three or more of the same mark, with nothing else but spaces. */
export const isRule = (line: string): boolean => /^(?:-{3,}|\*{3,}|_{3,})$/.test(line.replace(/\s/g, ""));

/** A list item with text; its mark may have been escaped by a converter. */
export const isListItem = (line: string): boolean =>
  /^\s*(?:\\?[-+*•]|\p{Nd}{1,9}\\?[.)])\s+\S/u.test(line) && !isRule(line);

/** The line below a table's head: dashes and bars. */
export const isTableDelimiter = (line: string): boolean => {
  const packed = line.replace(/\s/g, "");
  return packed.includes("|") && packed.includes("-") && /^[-:|]+$/.test(packed);
};

/** A hard line break at the end, two spaces or a backslash. */
export const endsHard = (line: string): boolean => line.endsWith("  ") || line.endsWith("\\");

const WRAP_COLUMN = 80;

/** Whether a writer that wraps near 80 columns had to break here: the next word would not have fitted. */
export const isWrapped = (line: string, next: string): boolean => {
  if (line.length > WRAP_COLUMN || endsHard(line)) return false;
  const word = /^[\s>]*([^\s-]*-?)/.exec(next)?.[1] ?? "";
  return line.length + 1 + word.length > WRAP_COLUMN - 3;
};
