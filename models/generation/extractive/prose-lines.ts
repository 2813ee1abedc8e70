import type { Block } from "../../../domain/cleaning/markdown/block.ts";
import { parseBlocks } from "../../../domain/cleaning/markdown/parse-blocks.ts";
import { isCodeLine } from "../../../domain/text/code-lines.ts";

/** Marks of quotes and list items, also those that people type for them. */
const BLOCK_MARKS = /^\s*(?:>\s?)*\s*(?:(?:\\?[-+*•–→↳➝➔▸●◦✅✔👉🔹🔸]|\p{Nd}{1,3}\\?[.)])\s+)*/u;
const TABLE_ROW = /^\s*\||\s\|\s.*\s\|(?:\s|$)/;
const INDENTED = /^(?: {4}|\t)/;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
const BARE_FENCE = /^ {0,3}(?:`{3,}|~{3,})\s*$/;

/** A passage may begin within a block of code: its first fence closes that one then. */
const withoutCodeCutOff = (passage: string): string => {
  const lines = passage.split("\n");
  const fences = lines.filter((line) => FENCE.test(line));
  const [first = ""] = fences;
  const begins = fences.length % 2 === 1 && BARE_FENCE.test(first) && BARE_FENCE.test(fences.at(-1) ?? "");
  return begins ? lines.slice(lines.indexOf(first) + 1).join("\n") : passage;
};

const isProse = (block: Block): boolean => {
  // What is indented below a line of a paragraph is code whose own first line lost its indentation.
  if (block.kind === "paragraph") return !block.lines.some((line) => INDENTED.test(line));
  return block.kind === "list" || block.kind === "quote";
};

/** A line of prose without the marks of its block, or something between such lines that is not read. */
export type ProseLine = { readonly prose: string; readonly isItem: boolean } | "gap";

const readLine = (line: string): ProseLine => {
  const prose = line.replace(BLOCK_MARKS, "");
  if (TABLE_ROW.test(line) || isCodeLine(prose)) return "gap";
  return { prose, isItem: prose.length < line.trimStart().length };
};

/** The lines of a passage's paragraphs, lists and quotes. In place of headings, tables and code there are gaps. */
export const readProse = (passage: string): ProseLine[] =>
  parseBlocks(withoutCodeCutOff(passage)).flatMap((block) =>
    "lines" in block && isProse(block) ? block.lines.map(readLine) : ["gap" as const],
  );
