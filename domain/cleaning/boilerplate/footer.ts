import { type Block, blockText } from "../markdown/block.ts";

/** How many blocks from either end may be the site's. */
const EDGE = 10;
const LONGEST_LINE = 300;

const footer =
  /^(?:(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*\p{Nd}{4}[^\n]{0,80}|(?:[^\n]{0,60}[.,–—-]\s*)?all rights reserved\.?|(?:privacy policy|terms of (?:service|use)|cookie (?:policy|settings|preferences)|manage cookies|accept (?:all )?cookies)\.?)$/iu;
const cookieNotice =
  /^(?:we|this (?:web)?site|our (?:web)?site)(?: and [^.]{1,40})? uses? cookies\b.*\b(?:accept|agree|consent|by continuing|by using|best experience|your experience|privacy policy|cookie policy)\b/is;

const isFooter = (block: Block): boolean => {
  const text = blockText(block).trim();
  return (
    block.kind === "paragraph" &&
    text.length <= LONGEST_LINE &&
    (footer.test(text) || cookieNotice.test(text))
  );
};

/** Takes a site's copyright line and cookie notice out of the first and the last blocks of a page. */
export const removeFooter = (blocks: readonly Block[]): Block[] =>
  blocks.filter((block, at) => (at >= EDGE && at < blocks.length - EDGE) || !isFooter(block));
