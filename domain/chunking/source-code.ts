import type { Block } from "../cleaning/markdown/block.ts";
import { parseBlocks } from "../cleaning/markdown/parse-blocks.ts";
import { type ChunkSizes, pack } from "./pack.ts";
import type { Piece } from "./piece.ts";
import { toSections } from "./sections.ts";
import { codeUnit, paragraphUnit, type Unit } from "./unit.ts";

/** Lines that belong together: from a line at the left margin after a blank one to the next such line. */
const topLevelBlocks = (lines: readonly string[]): string[][] => {
  const groups: string[][] = [];
  let afterBlank = true;
  for (const line of lines) {
    const blank = line.trim() === "";
    if (groups.length === 0 || (afterBlank && !blank && !/^\s/.test(line))) groups.push([]);
    groups.at(-1)?.push(line);
    afterBlank = blank;
  }
  return groups.filter((group) => group.some((line) => line.trim() !== ""));
};

const withoutBlankEnd = (lines: readonly string[]): readonly string[] =>
  lines.slice(0, lines.findLastIndex((line) => line.trim() !== "") + 1);

const fileUnits = (block: Block): Unit[] => {
  if (block.kind === "heading" || block.kind === "rule") return [];
  if (block.kind !== "code") return [paragraphUnit(block.lines, "\n\n")];
  const lines = block.fenced ? block.lines.slice(1, -1) : block.lines;
  return topLevelBlocks(lines).map((group) => codeUnit(withoutBlankEnd(group), "\n\n"));
};

/** Splits a repository by file, then by the blocks at a file's left margin, then at line ends; paths are the headings. */
export const splitSourceCode = (text: string, sizes: ChunkSizes): Piece[] =>
  toSections(parseBlocks(text)).flatMap(({ heading, blocks }) =>
    pack(blocks.flatMap(fileUnits), sizes).map((piece) => ({ heading, text: piece })),
  );
