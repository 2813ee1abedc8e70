import { type Block, blockText } from "../markdown/block.ts";

/** How far from the start the line of author, reading time and counters may end. */
const LONGEST_HEAD = 2_000;
/** `·Follow…16 min read·Mar 16, 20242.1K13ListenShare`, as the text of a page without its tags. */
const byline = /\p{Nd}{1,3} min read·\s*[A-Z][a-z]{2} \p{Nd}{1,2}(?:, \p{Nd}{4})?/u;
const counters = /^[\d.,K\s-]*(?:Listen)?\s*(?:Share)?\s*(?:More)?/;

/** What follows an article on Medium, earliest first by their usual order. */
const tails = [
  "Enjoyed This Article?",
  "Have you enjoyed this article?",
  "Sign up to discover human stories that deepen your understanding of the world.",
  "See all from ",
  "Recommended from Medium",
  "More from Medium",
  "To make Medium work, we log user data.",
];

/** A card for another site, cut short by "…" and its domain: `Join for…decodingml.substack.com`. */
const card = /(?<=[.!?:↓\n])[^.!?↓\n]{1,200}\|[^\n…]{1,300}…\s?(?:[a-z0-9-]+\.){1,4}[a-z]{2,10}(?![\w.])/gi;

const controls =
  /^(?:follow|listen|share|sign up|sign in|write|open in app|top highlight|member-only story|--|help|status|about|careers|press|blog|privacy|terms|text to speech|teams|\p{Nd}{1,3} min read|press enter or click to view image in full size|published in .{1,60}|written by .{1,60}|[\p{Nd}.,]+k? followers?.{0,80})$/iu;

const cutHead = (text: string): string => {
  const match = byline.exec(text.slice(0, LONGEST_HEAD));
  if (!match) return text;
  const end = match.index + match[0].length;
  const rest = text.slice(end, end + 60);
  return text.slice(end + (counters.exec(rest)?.[0].length ?? 0));
};

const cutTail = (text: string): string => {
  const earliest = Math.floor(text.length / 3);
  const found = tails.map((tail) => text.indexOf(tail, earliest)).filter((at) => at >= 0);
  return found.length === 0 ? text : text.slice(0, Math.min(...found));
};

/** Takes navigation, byline, counters, recommendation cards and footer out of the raw text of a Medium page. */
export const cutMediumPage = (text: string): string => cutTail(cutHead(text)).replace(card, "");

/** Takes out the blocks that are a button or a label of Medium's pages. */
export const removeMediumParts = (blocks: readonly Block[]): Block[] =>
  blocks.filter((block) => block.kind !== "paragraph" || !controls.test(blockText(block).trim()));
