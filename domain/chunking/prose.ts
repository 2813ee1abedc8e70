import type { Block } from "../cleaning/markdown/block.ts";
import { parseBlocks } from "../cleaning/markdown/parse-blocks.ts";
import { type ChunkSizes, pack } from "./pack.ts";
import type { Piece } from "./piece.ts";
import { toSections } from "./sections.ts";
import { codeUnit, linesUnit, paragraphUnit, type Unit } from "./unit.ts";

const toUnit = (block: Block): Unit | undefined => {
  switch (block.kind) {
    case "heading":
    case "rule":
      return undefined;
    case "code":
      return codeUnit(block.lines, "\n\n");
    case "paragraph":
      return paragraphUnit(block.lines, "\n\n");
    case "list":
    case "quote":
    case "table":
      return linesUnit(block.lines, "\n\n");
  }
};

/** Splits light Markdown by its structure: headings, then paragraphs, lists, tables and code, then sentences, words. */
export const splitProse = (text: string, sizes: ChunkSizes): Piece[] =>
  toSections(parseBlocks(text)).flatMap(({ heading, blocks }) =>
    pack(
      blocks.flatMap((block) => toUnit(block) ?? []),
      sizes,
    ).map((piece) => ({ heading, text: piece })),
  );
