import type { Chunk } from "../chunks.ts";

/** Longest title, and longest heading path, that is set before a chunk's text. */
const LONGEST_CONTEXT = 120;
/** A text shorter than this stands alone: beside it, its context would be all that is embedded. */
const SHORTEST_WITH_CONTEXT = 24;

const shorten = (text: string): string => {
  if (text.length <= LONGEST_CONTEXT) return text;
  const cut = text
    .slice(0, LONGEST_CONTEXT)
    .toWellFormed()
    .replace(/\ufffd$/, "");
  return cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut;
};

/**
 * What the embedder gets for a chunk: the document's title and the headings above the chunk, then its text, so that a
 * passage that says "it" is found by what it speaks of.
 */
export const textToEmbed = ({ title, heading, text }: Pick<Chunk, "title" | "heading" | "text">): string => {
  if (text.length < SHORTEST_WITH_CONTEXT) return text;
  const context = [title, heading === title ? "" : heading].filter((part) => part !== "").map(shorten);
  return [...context, text].join("\n");
};
