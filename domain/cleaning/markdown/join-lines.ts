import type { Block, LineBlock } from "./block.ts";
import { endsHard, isListItem, isWrapped } from "./line-kinds.ts";

const withoutHardBreak = (line: string): string => line.replace(/\\$/, "").trim();

/** Joins wrapped lines; a word that was broken at its hyphen (`fine-⏎tuning`) becomes whole again. */
const joinWrapped = (
  lines: readonly string[],
  startsLine: (line: string, before: string) => boolean,
): string[] => {
  const joined: string[] = [];
  let parts: string[] = [];
  let before: string | undefined;
  const flush = (): void => {
    if (parts.length > 0) joined.push(parts.join(""));
    parts = [];
  };
  for (const line of lines) {
    if (before === undefined || startsLine(line, before)) {
      flush();
      parts.push(withoutHardBreak(line));
    } else {
      const text = withoutHardBreak(line);
      const broken =
        /[\p{L}\p{N}]-\s*$/u.test(before) && /^[\p{L}\p{N}]/u.test(text) && !/^(?:and|or|to)\b/.test(text);
      if (text !== "") parts.push(broken && isWrapped(before, line) ? text : ` ${text}`);
    }
    before = line;
  }
  flush();
  return joined.filter((line) => line !== "");
};

const joinQuote = (lines: readonly string[]): string[] => {
  const inner = lines.map((line) => line.replace(/^ {0,3}(?:> ?)+/, ""));
  const joined = joinWrapped(
    inner,
    (line, before) => line.trim() === "" || before.trim() === "" || endsHard(before),
  );
  return joined.map((line) => `> ${line}`);
};

/** List items keep their indent and mark; what follows an item's first line joins it. */
const joinList = (lines: readonly string[]): string[] => {
  const indents = lines.filter(isListItem).map((line) => /^\s*/.exec(line)?.[0] ?? "");
  let item = -1;
  return joinWrapped(lines, isListItem).map((line) => {
    item += 1;
    return `${indents[item] ?? ""}${line}`;
  });
};

/**
 * Joins the hard-wrapped lines of a block: a paragraph becomes one line for each hard break of its source, a list one
 * line for each item, a quote one line for each paragraph. `everyLine` keeps the line ends of unwrapped text, as posts
 * have it.
 */
export const joinLines = (block: LineBlock, everyLine = false): LineBlock => {
  switch (block.kind) {
    case "table":
      return { kind: "table", lines: block.lines.map((line) => line.trim()) };
    case "quote":
      return { kind: "quote", lines: joinQuote(block.lines) };
    case "list":
      return { kind: "list", lines: joinList(block.lines) };
    case "paragraph":
      return {
        kind: "paragraph",
        lines: joinWrapped(
          block.lines,
          (line, before) => endsHard(before) || (everyLine && !isWrapped(before, line)),
        ),
      };
  }
};

/** Whether a block has lines that may be joined. */
export const hasLines = (block: Block): block is LineBlock =>
  block.kind !== "heading" && block.kind !== "rule" && block.kind !== "code";
