import { type Block, blockText } from "../markdown/block.ts";

const credit =
  /^(?:image|photo|figure|screenshot|gif|video)s? (?:by|from|credits?|courtesy|generated)\b[^\n]{0,80}$/i;

/** Takes out paragraphs that only credit an image that is no longer there. */
export const removeImageCredits = (blocks: readonly Block[]): Block[] =>
  blocks.filter((block) => block.kind !== "paragraph" || !credit.test(blockText(block)));
