import type { Block } from "./block.ts";
import {
  closesFence,
  endsHard,
  fenceOf,
  isBlank,
  isHeading,
  isIndented,
  isListItem,
  isQuote,
  isRule,
  isTableDelimiter,
  isWrapped,
} from "./line-kinds.ts";

/** A block that begins at a line, and the line after its end. */
interface Parsed {
  readonly block: Block;
  readonly next: number;
}

/**
 * Splits Markdown, as people and converters write it, into blocks in one pass over its lines. Every line that is not
 * blank lands in a block (or is a rule). A fence that is never closed reaches to the end, as in CommonMark.
 */
export const parseBlocks = (text: string): Block[] => {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at] ?? "")) {
      at += 1;
      continue;
    }
    const { block, next } = parseBlock(lines, at, blocks.at(-1));
    blocks.push(block);
    at = next;
  }
  return blocks;
};

const parseBlock = (lines: readonly string[], at: number, previous: Block | undefined): Parsed => {
  const line = lines[at] ?? "";
  const fence = fenceOf(line);
  if (fence) return parseFenced(lines, at, fence.fence);
  if (isIndented(line) && !continuesList(lines, at, previous)) return parseIndented(lines, at);
  if (isHeading(line)) return parseHeading(lines, at);
  if (isRule(line)) return { block: { kind: "rule" }, next: at + 1 };
  if (isQuote(line)) return parseLines(lines, at, "quote", isQuote);
  if (isListItem(line)) return parseList(lines, at);
  if (isTableStart(lines, at)) return parseLines(lines, at, "table", (row) => row.includes("|"));
  return parseParagraph(lines, at);
};

/** Converters set a line of four spaces before code; without it, what is indented below a list belongs to the list. */
const continuesList = (lines: readonly string[], at: number, previous: Block | undefined): boolean =>
  previous?.kind === "list" && !/^\s{4}/.test(lines[at - 1] ?? "");

const parseFenced = (lines: readonly string[], at: number, fence: string): Parsed => {
  let end = at + 1;
  while (end < lines.length && !closesFence(lines[end] ?? "", fence)) end += 1;
  const next = Math.min(end + 1, lines.length);
  return { block: { kind: "code", fenced: true, lines: lines.slice(at, next) }, next };
};

const parseIndented = (lines: readonly string[], at: number): Parsed => {
  let end = at;
  let last = at;
  while (end < lines.length && (isIndented(lines[end] ?? "") || isBlank(lines[end] ?? ""))) {
    if (!isBlank(lines[end] ?? "")) last = end;
    end += 1;
  }
  return { block: { kind: "code", fenced: false, lines: lines.slice(at, last + 1) }, next: last + 1 };
};

/** `#1. This is done first.`: a numbered sentence and no heading. */
const LONGEST_NUMBERED_HEADING = 100;

const parseHeading = (lines: readonly string[], at: number): Parsed => {
  const line = lines[at] ?? "";
  const [, marks = "", first = ""] = /^ {0,3}(#{1,6})\s*(.*)$/.exec(line) ?? [];
  const parts = [first];
  let next = at + 1;
  while (next < lines.length && continuesLine(lines[next - 1] ?? "", lines[next] ?? "")) {
    parts.push((lines[next] ?? "").trim());
    next += 1;
  }
  const text = parts.join(" ").replace(/\s#+\s*$/, "");
  const numbered = /^ {0,3}#{1,6}\p{Nd}/u.test(line);
  if (numbered && (Array.from(text).length > LONGEST_NUMBERED_HEADING || /[.,;]\s*$/.test(text)))
    return { block: { kind: "paragraph", lines: [text] }, next };
  // A line with a hard break was a paragraph of the source that only looks like a heading: it ranks below real ones.
  if (endsHard(lines[next - 1] ?? ""))
    return { block: { kind: "heading", level: 6, text, fromLine: true }, next };
  return { block: { kind: "heading", level: marks.length, text }, next };
};

const continuesLine = (line: string, next: string): boolean =>
  !isBlank(next) && isWrapped(line, next) && !isHeading(next) && fenceOf(next) === undefined;

const parseLines = (
  lines: readonly string[],
  at: number,
  kind: "quote" | "table",
  belongs: (line: string) => boolean,
): Parsed => {
  let next = at + 1;
  while (next < lines.length && belongs(lines[next] ?? "")) next += 1;
  return { block: { kind, lines: lines.slice(at, next) }, next };
};

/** Items, loose or tight, with their indented or unindented further lines. */
const parseList = (lines: readonly string[], at: number): Parsed => {
  let next = at + 1;
  let last = at;
  while (next < lines.length) {
    const line = lines[next] ?? "";
    const afterBlank = last < next - 1;
    if (!isBlank(line)) {
      if (isRule(line) || isHeading(line) || fenceOf(line) || isQuote(line)) break;
      if (afterBlank && !isListItem(line) && !isListParagraph(lines, next)) break;
      if (isIndented(line) && /^ {4}/.test(lines[next - 1] ?? "") && isBlank(lines[next - 1] ?? "")) break;
      last = next;
    }
    next += 1;
  }
  return {
    block: { kind: "list", lines: lines.slice(at, last + 1).filter((line) => !isBlank(line)) },
    next: last + 1,
  };
};

const isListParagraph = (lines: readonly string[], at: number): boolean =>
  /^ {2,}\S/.test(lines[at] ?? "") && !isBlank(lines[at] ?? "") && !/^\s{4}$/.test(lines[at - 1] ?? "");

const isTableStart = (lines: readonly string[], at: number): boolean =>
  (lines[at] ?? "").includes("|") && isTableDelimiter(lines[at + 1] ?? "");

const parseParagraph = (lines: readonly string[], at: number): Parsed => {
  let next = at + 1;
  while (next < lines.length) {
    const line = lines[next] ?? "";
    const before = lines[next - 1] ?? "";
    if (isBlank(line) || fenceOf(line)) break;
    if ((isHeading(line) || isQuote(line) || isListItem(line) || isRule(line)) && !isWrapped(before, line))
      break;
    if (isTableStart(lines, next)) break;
    next += 1;
  }
  return { block: { kind: "paragraph", lines: lines.slice(at, next) }, next };
};
