import { type Block, blockText } from "../markdown/block.ts";

/** The section that the heading at `at` begins: up to the next heading of its rank or above, or a rule. */
const sectionEnd = (blocks: readonly Block[], at: number, level: number): number => {
  let end = at + 1;
  while (end < blocks.length) {
    const block = blocks[end];
    if (block?.kind === "rule" || (block?.kind === "heading" && block.level <= level)) break;
    end += 1;
  }
  return end;
};

/** Advertisements and pointers elsewhere, which newsletters set in sections of their own. */
const promotional =
  /^(?:(?:previous|latest|past|other|more|related) (?:lessons?|articles?|posts?|issues?|stories|reads?)\b|related$|recommended (?:for you|reading|from)|whenever you.re ready|how (?:i|we) can help you|(?:today.s |our )?sponsors?\b|sponsored\b|this (?:issue|post|newsletter|week) is (?:sponsored|brought to you)|images?$|(?:image|photo) credits?|enjoyed? this (?:article|post)|subscribe\b|share this (?:post|article))/i;

/** Lists of what the text itself will say: they match every query and answer none. */
const contents =
  /^(?:table of contents|contents|sections|on this page|in this (?:article|post|issue|newsletter)|(?:this|today.s) (?:week.s )?(?:[\w&]+ ){0,3}(?:topics?|agenda)|this week we will cover|agenda|toc)\s*:?$/i;

const label = (block: Block): string =>
  blockText(block)
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .trim();

/** Takes out sections whose heading says that they advertise or point elsewhere. */
export const removePromotionalSections = (blocks: readonly Block[]): Block[] => {
  const kept: Block[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block) break;
    if (block.kind === "heading" && promotional.test(label(block)))
      at = sectionEnd(blocks, at, block.level) - 1;
    else kept.push(block);
  }
  return kept;
};

/** Takes out tables of contents: their label, as heading or paragraph, with the lists right below it. */
export const removeContents = (blocks: readonly Block[]): Block[] => {
  const kept: Block[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block) break;
    const isLabel = block.kind === "heading" || block.kind === "paragraph";
    if (isLabel && contents.test(label(block)) && blocks[at + 1]?.kind === "list") {
      while (blocks[at + 1]?.kind === "list") at += 1;
    } else kept.push(block);
  }
  return kept;
};

/**
 * Takes out headings that nothing follows but the end, a rule or a heading of their rank or above. A line that only
 * looked like a heading becomes the paragraph it was.
 */
export const removeEmptySections = (blocks: readonly Block[]): Block[] => {
  const kept: Block[] = [];
  let rankBelow = 0;
  let filled = false;
  for (const block of blocks.toReversed()) {
    if (block.kind === "heading") {
      if (filled || block.level < rankBelow) kept.push(block);
      else if (block.fromLine) {
        kept.push({ kind: "paragraph", lines: [block.text] });
        filled = true;
        continue;
      } else continue;
      rankBelow = block.level;
      filled = false;
    } else {
      if (block.kind !== "rule") filled = true;
      kept.push(block);
    }
  }
  return kept.reverse();
};
