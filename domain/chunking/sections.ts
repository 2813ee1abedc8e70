import type { Block } from "../cleaning/markdown/block.ts";

/** The blocks below one heading, with the path of headings that leads there. */
export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

const SEPARATOR = " › ";

/** Groups blocks by the heading they stand under; what comes before the first heading has an empty path. */
export const toSections = (blocks: readonly Block[]): Section[] => {
  const sections: { heading: string; blocks: Block[] }[] = [{ heading: "", blocks: [] }];
  let path: { readonly level: number; readonly text: string }[] = [];
  for (const block of blocks) {
    if (block.kind === "heading") {
      path = [...path.filter(({ level }) => level < block.level), block];
      sections.push({ heading: path.map(({ text }) => text).join(SEPARATOR), blocks: [] });
    } else sections.at(-1)?.blocks.push(block);
  }
  return sections.filter((section) => section.blocks.length > 0);
};
