import { type Block, blockText } from "../markdown/block.ts";

const media = "(?:image|photo|picture|figure|diagram|illustration|screenshot|gif|video)s?";
const author = "(?:the |this )?authors?";

const credit = new RegExp(`^${media} (?:by|from|credits?|courtesy|generated)\\b[^\\n]{0,80}$`, "i");
/** `If not otherwise stated, all images are created by the author.` */
const generalCredit = new RegExp(
  `^(?:(?:if|unless) [^,\\n]{1,60}, )?all (?:the )?${media} (?:are |were )?(?:(?:created|made|drawn|taken|generated) )?by (?:${author}|me)\\b[^\\n]{0,40}$`,
  "i",
);
/** A sentence about images (`Images from the left camera are cropped.`) is the author's text. */
const statement =
  /\b(?:is|are|was|were|has|have|had|can|will|must|should|do|does|need|needs|show|shows|contain|contains)\b/i;

/** `[Image by the Author].` or `(photo from the archive)` at the end of a caption, or within joined text. */
const bracketed = new RegExp(
  ` ?(?:\\[${media} (?:by|from|credits?|courtesy|generated)\\b[^\\[\\]\\n]{0,80}\\]|\\(${media} by ${author}\\b[^()\\n]{0,80}\\))`,
  "gi",
);
/** `A plan of the mill, image by author (a licence)`. */
const trailing = new RegExp(`, ${media} by ${author}(?: \\([^()\\n]{1,60}\\))?\\.?$`, "i");

const isCredit = (text: string): boolean =>
  (credit.test(text) && !statement.test(text)) || generalCredit.test(text);

const withoutCredit = (line: string): string => {
  const rest = line.replace(bracketed, "").replace(trailing, "");
  return rest === line ? line : rest.replace(/(?<=[.!?])\.$/, "");
};

/** Takes out what only credits an image that is no longer there: whole paragraphs, and the ends of captions. */
export const removeImageCredits = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block): Block[] => {
    if (block.kind !== "paragraph") return [block];
    if (isCredit(blockText(block))) return [];
    const lines = block.lines.map(withoutCredit).filter((line) => /[\p{L}\p{N}]/u.test(line));
    return lines.length === 0 ? [] : [{ ...block, lines }];
  });
