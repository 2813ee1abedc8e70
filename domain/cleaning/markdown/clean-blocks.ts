import { normalizeLines } from "../text/characters.ts";
import { cleanInline } from "../text/clean-inline.ts";
import type { Block } from "./block.ts";
import { hasLines, joinLines } from "./join-lines.ts";
import { parseBlocks } from "./parse-blocks.ts";

const keepIndent = (line: string): string => {
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const text = cleanInline(line.slice(indent.length));
  return text === "" ? "" : indent + text;
};

const cleanBlock = (block: Block, everyLine: boolean): Block | undefined => {
  if (block.kind === "heading") {
    const text = cleanInline(block.text);
    return text === "" ? undefined : { ...block, text };
  }
  if (!hasLines(block)) return block;
  const joined = joinLines(block, everyLine);
  // Emphasis and links may span the lines of a paragraph, but never two items of a list.
  const lines = (
    block.kind === "paragraph"
      ? cleanInline(joined.lines.join("\n")).split("\n")
      : joined.lines.map(keepIndent)
  ).filter((line) => /[\p{L}\p{N}]/u.test(line) || (block.kind === "table" && line !== ""));
  return lines.length === 0 ? undefined : { kind: block.kind, lines };
};

/**
 * Parses a text into blocks and cleans each: wrapped lines joined, running text as by `cleanInline`, code untouched.
 * Blocks without a letter or digit are left out. `everyLine` keeps the line ends of text that is not wrapped.
 */
export const cleanBlocks = (text: string, everyLine = false): Block[] =>
  parseBlocks(normalizeLines(text)).flatMap((block) => cleanBlock(block, everyLine) ?? []);
