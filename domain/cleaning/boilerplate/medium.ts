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
  /^(?:follow|listen|share|sign up|sign in|write|open in app|top highlight|member-only story|--|help|status|about|careers|press|blog|privacy|terms|text to speech|teams|\p{Nd}{1,3} min read|press enter or click to view image in full size|published in .{1,60}|written by .{1,60}|[\p{Nd}.,]+k? followers?.{0,80}|get unlimited access|subscribe|respond|responses? \([\p{Nd}.,]+k?\)|[\p{Nd}.,]+k? (?:claps?|responses?)|see more recommendations|get an email whenever .{1,60} publishes\.?|.{1,80} is a reader-supported publication\..{0,200}|view list)$/iu;

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

/** What stays joined to the next paragraph: an image's credit, a call for a star, the end of a card. */
const joined = [
  /\b(?:Image|Photo|GIF|Illustration)s? by (?:the )?[Aa]uthors?(?=\p{Lu}\p{Ll}|\n|$)/gu,
  /\b(?:Image|Illustration)s? (?:by|generated (?:by|with)) (?:DALL[-·]E|Midjourney|ChatGPT)(?: ?\d)?(?=\p{Lu}\p{Ll}|\n|$)/gu,
  /\bPhoto by [^.!?\n]{2,60}? on (?:Unsplash|Pexels|Pixabay)/g,
  / ?\[(?:Image|Photo|Figure|Screenshot|GIF|Video)s? (?:by|from) [^[\]\n]{1,80}\](?=\p{Lu}|\n|$)/gu,
  /(?:🔗\s*)?Check (?:it )?out [^.!?\n]{1,100}? support (?:us|me|it) with an? (?:⭐\ufe0f?|star\b)/giu,
  /(?<=\p{Ll})(?:medium|towardsdatascience)\.com(?=\p{Lu}|\n|$)/gu,
];

/** Puts a paragraph break in place of what a Medium page sets between paragraphs of its author. */
export const breakAtMediumParts = (text: string): string =>
  joined.reduce((rest, part) => rest.replace(part, "\n\n"), text);

/** Takes out the blocks that are a button or a label of Medium's pages. */
export const removeMediumParts = (blocks: readonly Block[]): Block[] =>
  blocks.filter((block) => block.kind !== "paragraph" || !controls.test(blockText(block).trim()));
