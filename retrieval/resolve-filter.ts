import type { DocumentFilter } from "../domain/documents.ts";
import { canonicalLink } from "../domain/identity.ts";
import type { Warehouse } from "../stores/warehouse.ts";
import type { RetrievalRequest } from "./contract.ts";

/** The filter that a request means, and what should be said about it. */
export interface ResolvedFilter {
  readonly filter: DocumentFilter;
  readonly warnings: readonly string[];
}

/** Turns the names and links of a request into ids. What is unknown matches nothing, and is said in a warning. */
export const resolveFilter = async (
  warehouse: Warehouse,
  { author, categories, links }: Pick<RetrievalRequest, "author" | "categories" | "links">,
): Promise<ResolvedFilter> => {
  const warnings: string[] = [];
  const filter: { -readonly [Field in keyof DocumentFilter]: DocumentFilter[Field] } = {};
  if (categories) filter.categories = categories;
  if (author !== undefined) {
    const found = await warehouse.findAuthor(author);
    filter.authorIds = found ? [found.id] : [];
    if (!found)
      warnings.push(`No author is called ${JSON.stringify(author)}; GET /authors lists those there are.`);
  }
  if (links) {
    filter.links = links.flatMap((link) => toCanonical(link, warnings));
  }
  return { filter, warnings };
};

const toCanonical = (link: string, warnings: string[]): string[] => {
  try {
    return [canonicalLink(link)];
  } catch {
    warnings.push(`${JSON.stringify(link)} is not a link and matches nothing.`);
    return [];
  }
};
