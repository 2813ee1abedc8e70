import type { Post } from "../documents.ts";
import type { CleanedText } from "./cleaned-text.ts";
import { cleanBlocks } from "./markdown/clean-blocks.ts";
import { renderBlocks } from "./markdown/render-blocks.ts";
import { cleanInline } from "./text/clean-inline.ts";

/** Posts are short and not wrapped: their line ends are the author's. Lines of hashtags say nothing of their own. */
export const cleanPost = (post: Post): CleanedText => ({
  title: cleanInline(post.title),
  text: renderBlocks(cleanBlocks(post.content.replace(/^(?:hashtag\s*)?(?:#[^\s#]+\s*)+$/gim, ""), true)),
});
