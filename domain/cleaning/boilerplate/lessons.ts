import type { Block } from "../markdown/block.ts";

const lesson = /^\s*(?:[-+*•]|\p{Nd}+[.)])\s+(?:lesson|part|chapter|module|episode) \p{Nd}+\s*[:.–—-]/iu;
const LONGEST_TITLE = 160;

/** Lists of a series' other parts: titles alone, which match every query about the series and answer none. */
export const removeLessonLists = (blocks: readonly Block[]): Block[] =>
  blocks.filter((block) => {
    if (block.kind !== "list") return true;
    return !block.lines.every((line) => lesson.test(line) && line.length <= LONGEST_TITLE);
  });
