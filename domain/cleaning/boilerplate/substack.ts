import { type Block, blockText } from "../markdown/block.ts";

/** What the site's buttons and bars say, each a block of its own. */
const controls = new Set(
  [
    "share this post, copy link, facebook, email, note, other, share, subscribe, subscribesign in, sign in, subscribed",
    "previousnext, previous, next, comments, restacks, top, latest, discussions, no posts, new, listen, like",
    "ready for more?, start writingget the app, start writing, get the app, discussion about this post",
    "substack is the home for great culture, privacy ∙ terms ∙ collection notice, read full story, leave a comment",
    "discover more from, loading..., type your email..., share this comment, give a gift subscription, refer a friend",
  ]
    .join(", ")
    .split(", "),
);

const siteLines =
  /^(?:[\w-]+\.substack\.com|\p{Nd}{1,6}|© \p{Nd}{4}.{0,80}|\p{Nd}+ (?:reply|replies) by .{1,80}|\p{Nd}+ more comments?(?:\.\.\.)?|this site requires javascript to run correctly\..{0,120}|already have an account\? sign in|by subscribing.{0,200})$/iu;

/** Subscription boxes: a sentence or two of the site's own wording. */
const subscriptionBox =
  /reader-supported publication|becoming a (?:free or )?paid subscriber|to receive new posts and support my work|^thanks for reading.{0,80}subscribe|join .{0,40}subscribers/i;
const LONGEST_BOX = 400;
/** The title bar of a page is among its first blocks. */
const LONGEST_HEAD = 45;

const lowered = (block: Block): string => blockText(block).toLowerCase().replace(/\s+/g, " ").trim();

const isControl = (block: Block): boolean =>
  (block.kind === "paragraph" || block.kind === "heading") && controls.has(lowered(block));

const isSiteLine = (block: Block): boolean =>
  block.kind === "paragraph" &&
  block.lines.length <= 2 &&
  (siteLines.test(lowered(block)) ||
    (blockText(block).length <= LONGEST_BOX && subscriptionBox.test(lowered(block))));

/** Comments come after the article: everything from their heading on. */
const withoutComments = (blocks: readonly Block[]): readonly Block[] => {
  const at = blocks.findIndex(
    (block) => block.kind === "heading" && lowered(block) === "discussion about this post",
  );
  return at < 0 ? blocks : blocks.slice(0, at);
};

/** The bar above the article: title, subtitle, author, date and buttons, down to the last button near the top. */
const withoutHead = (blocks: readonly Block[]): readonly Block[] => {
  const head = blocks.slice(0, LONGEST_HEAD);
  if (!head.slice(0, 12).some((block) => lowered(block) === "share this post")) return blocks;
  let last = -1;
  for (const [index, block] of head.entries()) {
    const near = last < 0 ? index < 12 : index - last <= 8;
    if (near && (isControl(block) || /^[\w-]+\.substack\.com$/.test(lowered(block)))) last = index;
  }
  return blocks.slice(last + 1);
};

/** Cards of other posts: a title, an author, a date, and "Read full story". */
const withoutCards = (blocks: readonly Block[]): readonly Block[] => {
  const dropped = new Set<number>();
  for (const [index, block] of blocks.entries()) {
    if (lowered(block) !== "read full story") continue;
    for (let back = index; back >= Math.max(0, index - 5); back -= 1) {
      dropped.add(back);
      if (blocks[back]?.kind === "heading") break;
    }
  }
  return blocks.filter((_, index) => !dropped.has(index));
};

const isCommentTable = (block: Block): boolean =>
  block.kind === "table" && /commentReply|guest post by/i.test(blockText(block));

/** Takes out what Substack's pages put around and between an article: bars, boxes, cards, comments. */
export const removeSubstackParts = (blocks: readonly Block[]): Block[] =>
  withoutCards(withoutHead(withoutComments(blocks))).filter(
    (block) => !isControl(block) && !isSiteLine(block) && !isCommentTable(block),
  );
