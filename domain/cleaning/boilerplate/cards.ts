import type { Block } from "../markdown/block.ts";

/**
 * The end of a link's preview, whose elements were joined without a space: a description, cut short or in emphasis, and
 * the site's name (`A guide to kites_example.com`, `All about…example.com`).
 */
const preview = /\S(?:_|\.{3}|…)(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|dev|co|pub|blog|app|edu)$/i;
const LONGEST_PREVIEW = 400;

/** A title above a description that ends in the site's name. */
const isCard = (block: Block): boolean => {
  if (block.kind !== "paragraph" || block.lines.length < 2) return false;
  const text = block.lines.join(" ");
  return text.length <= LONGEST_PREVIEW && preview.test(text);
};

/**
 * Takes out cards of other articles where a section holds nothing else: they are recommendations there. Elsewhere they
 * are part of what the text says, such as a list of resources.
 */
export const removeCardSections = (blocks: readonly Block[]): Block[] => {
  const kept: Block[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    if (!block) break;
    kept.push(block);
    if (block.kind !== "heading") continue;
    let end = at + 1;
    for (let card = blocks[end]; card && isCard(card); card = blocks[end]) end += 1;
    const next = blocks[end]?.kind;
    if (next === undefined || next === "heading" || next === "rule") at = end - 1;
  }
  return kept;
};
