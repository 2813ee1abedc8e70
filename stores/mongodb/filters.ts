import type { Filter } from "mongodb";
import { type Category, categories, type DocumentFilter } from "../../domain/documents.ts";
import type { DocumentRecord } from "./records.ts";

/** The categories, and with them the collections, that a filter can match in. */
export const categoriesOf = ({ categories: wanted }: DocumentFilter): readonly Category[] =>
  wanted ? categories.filter((category) => wanted.includes(category)) : categories;

/** A filter as MongoDB puts it, within one category's collection. `$in` with an empty list matches nothing. */
export const toMongoFilter = (filter: DocumentFilter): Filter<DocumentRecord> => ({
  ...(filter.authorIds && { "author.id": { $in: [...filter.authorIds] } }),
  ...(filter.platforms && { platform: { $in: [...filter.platforms] } }),
  ...(filter.links && { link: { $in: [...filter.links] } }),
  ...(filter.documentIds && { _id: { $in: [...filter.documentIds] } }),
});
