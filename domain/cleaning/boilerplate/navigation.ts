import { type Block, blockText } from "../markdown/block.ts";

/** A menu's entries are short; a menu is long. */
const LONGEST_ENTRY = 80;
const SHORTEST_MENU = 6;
/** How many blocks around the title may be the site's and not the text's. */
const LONGEST_HEAD = 40;

const isSentence = (text: string): boolean => text.length > LONGEST_ENTRY || /[.!?]$/.test(text);

const isMenu = (block: Block): boolean =>
  block.kind === "list" && block.lines.every((line) => !isSentence(line.trim()));

const isLabel = (block: Block): boolean => block.kind === "paragraph" && !isSentence(blockText(block).trim());

const isBar = (block: Block): boolean => block.kind === "rule" || isMenu(block) || isLabel(block);

/**
 * Takes a site's navigation out: what stands above the first heading, if that is nothing but menus and labels, and a
 * long menu below it with the labels (author, date) in between.
 */
export const removeNavigation = (blocks: readonly Block[]): Block[] => {
  const heading = blocks.findIndex((block) => block.kind === "heading");
  const above = blocks.slice(0, Math.max(heading, 0));
  if (!above.some(isMenu) || !above.every(isBar)) return [...blocks];
  const below = blocks.slice(heading + 1, heading + 1 + LONGEST_HEAD);
  const text = below.findIndex((block) => !isBar(block));
  const head = text < 0 ? below : below.slice(0, text);
  const entries = head.reduce(
    (sum, block) => sum + (block.kind === "list" && isMenu(block) ? block.lines.length : 0),
    0,
  );
  const last = entries < SHORTEST_MENU ? -1 : head.findLastIndex(isMenu);
  return blocks.slice(heading).filter((block, index) => index === 0 || index > last + 1 || !isBar(block));
};
