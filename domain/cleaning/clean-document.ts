import type { Category, Document } from "../documents.ts";
import { cleanArticle } from "./articles.ts";
import type { CleanedText, CleaningOptions } from "./cleaned-text.ts";
import { cleanPost } from "./posts.ts";
import { cleanRepository } from "./repositories.ts";
import { toStrictAscii } from "./text/strict-ascii.ts";

type DocumentOf = { readonly [Kind in Category]: Extract<Document, { category: Kind }> };

/** One handler per category: a new category is one file and one line here. */
const handlers: { readonly [Kind in Category]: (document: DocumentOf[Kind]) => CleanedText } = {
  articles: cleanArticle,
  posts: cleanPost,
  repositories: cleanRepository,
};

const cleanByCategory = <Kind extends Category>(category: Kind, document: DocumentOf[Kind]): CleanedText =>
  handlers[category](document);

/**
 * Takes a document as it was collected and returns its title and text without what the platform put around them.
 * Works for any text, in time linear to its length. `readable` gives light Markdown with code kept byte for byte;
 * `ascii` leaves words, white space and `.,!?`.
 */
export const cleanDocument = (document: Document, options: CleaningOptions): CleanedText => {
  const cleaned = cleanByCategory(document.category, document);
  if (options.mode === "readable") return cleaned;
  return { title: toStrictAscii(cleaned.title), text: toStrictAscii(cleaned.text) };
};
