import type { Block } from "../markdown/block.ts";
import { URL_PLACEHOLDER } from "../text/links.ts";

const heading = /^(?:references?|sources?|links?|bibliography|literature|further reading|resources)\s*:?$/i;
const LONGEST_ENTRY = 250;

/** A numbered entry that only names a work, or an address alone. */
const isEntry = (line: string): boolean => {
  const text = line.replace(/^\s*(?:[-+*•]|\p{Nd}+[.)])\s+/u, "").trim();
  return (/^\[\p{Nd}+\]/u.test(text) && text.length <= LONGEST_ENTRY) || text === URL_PLACEHOLDER;
};

/** Takes entries that only name a work out of the sections of references; entries with an explanation stay. */
export const removeReferences = (blocks: readonly Block[]): Block[] => {
  let within = false;
  return blocks.flatMap((block): Block[] => {
    if (block.kind === "heading") within = heading.test(block.text);
    if (!within || (block.kind !== "list" && block.kind !== "paragraph")) return [block];
    const lines = block.lines.filter((line) => !isEntry(line));
    return lines.length === 0 ? [] : [{ ...block, lines }];
  });
};
