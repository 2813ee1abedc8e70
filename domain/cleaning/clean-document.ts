import type { Category, Document } from "../documents.ts";
import { cleanArticle } from "./articles.ts";
import type { CleanedText, CleaningOptions } from "./cleaned-text.ts";
import { cleanPost } from "./posts.ts";
import { cleanRepository } from "./repositories.ts";
import { toStrictAscii } from "./text/strict-ascii.ts";

type Handler<Kind extends Category> = (document: Extract<Document, { category: Kind }>) => CleanedText;

/** One handler per category: a new category is one file and one line here. */
const handlers: { readonly [Kind in Category]: Handler<Kind> } = {
  articles: cleanArticle,
  posts: cleanPost,
  repositories: cleanRepository,
};

/** Typed look-up: the handler found under a document's category takes that document. */
const handle = <Kind extends Category>(
  category: Kind,
  document: Extract<Document, { category: Kind }>,
): CleanedText => handlers[category](document);

const cleanByCategory = (document: Document): CleanedText => {
  switch (document.category) {
    case "articles":
      return handle("articles", document);
    case "posts":
      return handle("posts", document);
    case "repositories":
      return handle("repositories", document);
  }
};

/**
 * Takes a document as it was collected and returns its title and text without what the platform put around them.
 * Works for any text, in time linear to its length. `readable` gives light Markdown with code kept byte for byte;
 * `ascii` leaves words, white space and `.,!?`.
 */
export const cleanDocument = (document: Document, options: CleaningOptions): CleanedText => {
  const cleaned = cleanByCategory(document);
  if (options.mode === "readable") return cleaned;
  return { title: toStrictAscii(cleaned.title), text: toStrictAscii(cleaned.text) };
};
