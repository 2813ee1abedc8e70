import type { Block, LineBlock } from "../markdown/block.ts";

/** No call to follow or subscribe is longer; what is longer says more than that. */
const LONGEST_CALL = 300;

const network =
  "(?:medium|x|twitter|linkedin|github|hugging ?face|substack|bluesky|mastodon|threads|instagram|facebook|youtube|tiktok|telegram|discord|social media)";

/** How a call begins: what else mentions followers or subscribers is a statement. */
const opening = String.raw`^(?:(?:if you|until|please|feel free|don.t forget|make sure|be sure|you can|also|and|for more|to (?:see|read|stay|learn|get|not miss)|want|before you go|in the meantime|thanks|thank you|share|like|connect|check|remember|consider)\b[^.!?]*?[\s,:–—-])?`;

const followers = [
  String.raw`${opening}(?:can ?)?(?:follow|find|connect with|reach) (?:me|us)(?: (?:here|too|over))? (?:on|at|via) (?:my |our )?${network}\b`,
  String.raw`${opening}let.s (?:connect|keep in touch|stay in touch) on ${network}\b`,
];

/** "Subscribe here" alone may be about an event or a topic: it is a call where the sentence orders it. */
const order = `^(?:(?:please|feel free to|don.t forget to|make sure to|be sure to|also|and|thanks? [^.!?,]*,|(?:if you|for more|to) [^.!?]*,(?: please)?) )?`;

const subscribers = [
  String.raw`${order}subscribe (?:now|here|below|today|for free)(?:[^\p{L}\p{N}]*$| (?:to|for|and|if) )`,
  String.raw`${opening}subscribe to (?:my|our)\b[^.!?]{0,60}\b(?:newsletter|channel|blog|publication|posts)\b`,
  String.raw`${opening}subscribe to (?:the|this)\b[^.!?]{0,60}\b(?:newsletter|publication|mailing list)\b`,
  String.raw`${opening}subscribe to (?:get|receive|not miss)\b[^.!?]{0,80}\b(?:posts?|articles?|issues?|stories|inbox|e-?mails?)\b`,
  String.raw`^join (?:\S+ ){0,10}newsletter\b`,
  String.raw`^join (?:over |more than |the )?\p{Nd}\S* (?:\S+ ){0,3}(?:subscribers|readers|followers)\b`,
];

const members = [
  String.raw`(?:^|[—–] ?|\bplease |\bconsider )becom(?:e|ing) an? (?:medium|paid|paying|premium) (?:member|subscriber)\b`,
  String.raw`${opening}become a member\b[^.!?]{0,40}\b(?:here|link|medium)\b`,
  String.raw`\bmy referral link\b[^.!?]{0,40}$`,
  String.raw`^as a medium member, a portion of your (?:membership )?fee goes to\b`,
];

const money = [
  String.raw`${opening}(?:buy me an? (?:coffee|ko-?fi|beer)|support me on (?:patreon|ko-?fi)|become (?:a |my )?patron)\b`,
  String.raw`^pre-?order (?:my|our|the|your)\b[^.!?]*\b(?:book|handbook|copy|course|edition)\b`,
];

const applause = [
  String.raw`${opening}claps? (?:for|if|and|up to|below|\p{Nd})`,
  String.raw`${opening}(?:hit|press|smash) the (?:clap|like|subscribe|follow)\b`,
  String.raw`${opening}(?:leave|give) (?:it |this (?:article|post|story) )?(?:a|a few|some|\p{Nd}+) claps?\b`,
  // The star itself was an emoji.
  String.raw`\b(?:support|give) (?:us|me|it) (?:with )?an?(?: star)?(?: on github)?(?: to stay (?:updated|up[ -]to[ -]date)\b[^.!?]*)?[^\p{L}\p{N}]*$`,
];

const shares = [
  String.raw`${opening}share this (?:article|post|story|newsletter)(?: (?:with|if|and|on|now)\b|[.!]?$)`,
  String.raw`^(?:[^.!?]*\b)?feel free to share (?:it|this)(?: (?:and|if|on|with (?:your|a|anyone))\b|[.!]?$)`,
];

/** Calls to the reader that say nothing of the matter. */
const calls = [followers, subscribers, members, money, applause, shares]
  .flat()
  .map((call) => new RegExp(call, "iu"));

/** What politely surrounds a call, and goes with it where nothing else is said. */
const courtesy =
  /^(?:thanks?|thank you|many thanks|cheers|i (?:really )?hope (?:that )?you(?:.ve)? (?:enjoyed|liked|found)|see you|happy \p{L}+ing|until next time|if you.re already a member)\b.{0,160}$/iu;

const isCall = (sentence: string): boolean =>
  sentence.length <= LONGEST_CALL && calls.some((call) => call.test(sentence));

/** A sentence with the white space behind it; the pieces of a line give the line again. */
const sentencesOf = (line: string): string[] => line.split(/(?<=[.!?]\s)(?=[\p{Lu}\p{Nd}])/u);

/** Signs that are no words: a quote's mark, arrows and the bars of a broken table. */
const bare = (sentence: string): string =>
  sentence
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .replace(/’/g, "'")
    .trim();

const cleanLine = (line: string): string => {
  const sentences = sentencesOf(line);
  const rest = sentences.filter((sentence) => !isCall(bare(sentence)));
  if (rest.length === sentences.length) return line;
  return rest.every((sentence) => courtesy.test(bare(sentence))) ? "" : rest.join("").trimEnd();
};

const isProse = (block: Block): block is LineBlock => block.kind === "paragraph" || block.kind === "quote";

/** Takes out sentences of paragraphs and quotes that only call for followers, members, money, claps or stars. */
export const removePromotion = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block): Block[] => {
    if (!isProse(block)) return [block];
    const lines = block.lines.map(cleanLine).filter((line) => line !== "");
    return lines.length === 0 ? [] : [{ ...block, lines }];
  });
