import type { Article, Platform } from "../documents.ts";
import { removeImageCredits } from "./boilerplate/captions.ts";
import { removeCardSections } from "./boilerplate/cards.ts";
import { removeFooter } from "./boilerplate/footer.ts";
import { removeLessonLists } from "./boilerplate/lessons.ts";
import { restoreLostBreaks } from "./boilerplate/lost-breaks.ts";
import { breakAtMediumParts, cutMediumPage, removeMediumParts } from "./boilerplate/medium.ts";
import { removeNavigation } from "./boilerplate/navigation.ts";
import { removePromotion } from "./boilerplate/promotion.ts";
import { removeReferences } from "./boilerplate/references.ts";
import { removeContents, removeEmptySections, removePromotionalSections } from "./boilerplate/sections.ts";
import { removeSubstackParts } from "./boilerplate/substack.ts";
import type { CleanedText } from "./cleaned-text.ts";
import { type Block, blockText } from "./markdown/block.ts";
import { cleanBlocks } from "./markdown/clean-blocks.ts";
import { renderBlocks } from "./markdown/render-blocks.ts";
import { cleanInline } from "./text/clean-inline.ts";

/** What a platform's pages put around an article: first in the raw text, then among the cleaned blocks. */
interface PlatformParts {
  readonly cut?: (text: string) => string;
  readonly remove?: (blocks: readonly Block[]) => Block[];
}

const platformParts: Partial<Record<Platform, PlatformParts>> = {
  medium: {
    // Lost breaks are found in very long lines: these are split further only afterwards.
    cut: (text) => breakAtMediumParts(restoreLostBreaks(cutMediumPage(text))),
    remove: removeMediumParts,
  },
  substack: { remove: removeSubstackParts },
  web: { remove: removeNavigation },
};

const sameText = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** The title has its own field, the subtitle is set before the text: neither is said again in a heading. */
const removeTitles = (blocks: readonly Block[], titles: readonly string[]): Block[] => {
  const known = new Set(titles.map(sameText).filter((title) => title !== ""));
  return blocks.filter((block) => block.kind !== "heading" || !known.has(sameText(blockText(block))));
};

/** Cleans an article: the platform's parts, navigation, advertisements and bare references go, the text stays. */
export const cleanArticle = (article: Article): CleanedText => {
  const { cut = (text: string) => text, remove = (blocks: readonly Block[]) => [...blocks] } =
    platformParts[article.platform] ?? {};
  const title = cleanInline(article.title);
  const subtitle = cleanInline(article.subtitle ?? "");
  const body = remove(cleanBlocks(cut(article.content)));
  const steps = [
    removeFooter,
    removeContents,
    removePromotionalSections,
    removePromotion,
    removeCardSections,
    removeLessonLists,
    removeReferences,
    removeImageCredits,
  ];
  const kept = steps.reduce((blocks, step) => step(blocks), removeTitles(body, [title, subtitle]));
  const text = renderBlocks(removeEmptySections(kept));
  return { title, text: [subtitle, text].filter((part) => part !== "").join("\n\n") };
};
