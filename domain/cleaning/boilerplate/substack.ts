import { type Block, blockText } from "../markdown/block.ts";

/** What the site's buttons and bars say, each a block of its own. */
const controls = new Set(
  [
    "share this post, copy link, facebook, email, note, other, share, subscribe, subscribesign in, sign in, subscribed",
    "previousnext, previous, next, comments, restacks, top, latest, discussions, no posts, new, listen, like",
    "ready for more?, start writingget the app, start writing, get the app, discussion about this post",
    "substack is the home for great culture, privacy ∙ terms ∙ collection notice, read full story, leave a comment",
    "discover more from, loading..., type your email..., share this comment, give a gift subscription, refer a friend",
    "subscribe now, upgrade to paid, get 7 day free trial, give a gift, invite friends, start your substack, share now",
    "playback speed, share post, share post at current time, write a comment..., already a paid subscriber? sign in",
    "share from 0:00, listen to post, listen to this episode, recent episodes, appears in episode, copy rss feed",
    "available in the substack app and on web, get the substack app, this post is for paid subscribers",
  ]
    .join(", ")
    .split(", "),
);

const siteLines =
  /^(?:[\w-]+\.substack\.com|\p{Nd}{1,6}|© \p{Nd}{4}.{0,80}|\p{Nd}+ (?:reply|replies) by .{1,80}|\p{Nd}+ more comments?(?:\.\.\.)?|this site requires javascript to run correctly\..{0,120}|already have an account\? sign in|by subscribing.{0,200}|-?\p{Nd}{1,3}:\p{Nd}{2}(?::\p{Nd}{2})?(?:\s*[/-]+\s*-?\p{Nd}{1,3}:\p{Nd}{2}(?::\p{Nd}{2})?)?|listen on (?:apple podcasts|spotify|overcast|pocket casts|youtube|substack)|get more from .{1,60} in the substack app)$/iu;

/** Subscription boxes: a sentence or two of the site's own wording. */
const subscriptionBox =
  /reader-supported publication|becoming a (?:free or )?paid subscriber|to receive new posts and support my work|^thanks for reading.{0,80}subscribe|join .{0,40}subscribers|this post is public so feel free to share it|when you use the referral link|keep reading with a .{0,20}free trial|to keep reading this post and get/i;
const LONGEST_BOX = 400;
/** The first bar of buttons is among a page's first blocks, and the second follows it closely. */
const LONGEST_HEAD = 12;
const LONGEST_GAP = 16;

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

const isBarStart = (block: Block): boolean => lowered(block) === "share this post";

/** What may stand between the two bars above an article: title, subtitle, authors, date, counters. */
const isHeadPart = (block: Block): boolean =>
  block.kind === "heading" ||
  isControl(block) ||
  isSiteLine(block) ||
  (block.kind === "paragraph" && blockText(block).length <= 60 && !/[.!?]$/.test(blockText(block)));

/** The head of a page: a bar of buttons, title, subtitle, authors and date, and a second bar right above the text. */
const withoutHead = (blocks: readonly Block[]): readonly Block[] => {
  const first = blocks.slice(0, LONGEST_HEAD).findIndex(isBarStart);
  if (first < 0 || !blocks.slice(0, first).every(isHeadPart)) return blocks;
  const between = blocks.slice(first + 1, first + 1 + LONGEST_GAP);
  const second = between.findIndex(isBarStart);
  const headOnly = second >= 0 && between.slice(0, second).every(isHeadPart);
  let end = first + 1 + (headOnly ? second + 1 : 0);
  // The bar repeats the title as a heading, right below its first button.
  if (blocks[end]?.kind === "heading") end += 1;
  for (let block = blocks[end]; block && (isControl(block) || isSiteLine(block)); block = blocks[end])
    end += 1;
  return blocks.slice(end);
};

const host = /^(?:[a-z0-9-]+\.)+[a-z]{2,10}$/i;

/** The box that a share button opens: the button, the post's title again, the site's address. */
const withoutShareBoxes = (blocks: readonly Block[]): readonly Block[] => {
  const dropped = new Set<number>();
  for (const [index, block] of blocks.entries()) {
    if (!isBarStart(block) || blocks[index + 1]?.kind !== "heading") continue;
    const length = blocks.slice(index + 2, index + 4).findIndex((next) => host.test(lowered(next)));
    for (let at = index; length >= 0 && at <= index + 2 + length; at += 1) dropped.add(at);
  }
  return blocks.filter((_, index) => !dropped.has(index));
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

/** A comment, or the card of a guest's post, of which the first line may have become a paragraph. */
const isCardTable = (block: Block): boolean =>
  (block.kind === "table" && /commentReply|guest post by|\|\s*subscribe to /i.test(blockText(block))) ||
  (block.kind === "paragraph" && /^\|\s*a guest post by\s*\|/.test(lowered(block)));

/** Takes out what Substack's pages put around and between an article: bars, boxes, cards, comments. */
export const removeSubstackParts = (blocks: readonly Block[]): Block[] =>
  withoutCards(withoutShareBoxes(withoutHead(withoutComments(blocks)))).filter(
    (block) => !isControl(block) && !isSiteLine(block) && !isCardTable(block),
  );
