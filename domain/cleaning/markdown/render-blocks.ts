import type { Block } from "./block.ts";

const renderBlock = (block: Block): string => {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${block.text}`;
    case "rule":
      return "";
    default:
      return block.lines.join("\n");
  }
};

/** Blocks as light Markdown with a blank line between any two; rules only ended sections and are left out. */
export const renderBlocks = (blocks: readonly Block[]): string => {
  const parts: string[] = [];
  let previous: Block | undefined;
  for (const block of blocks) {
    if (block.kind === "rule") continue;
    const text = renderBlock(block);
    // The line of four spaces tells code below a list from the list's own indented lines.
    const apart = block.kind === "code" && !block.fenced && previous?.kind === "list" ? "\n    \n" : "\n\n";
    parts.push(previous ? apart + text : text);
    previous = block;
  }
  return parts.join("");
};
