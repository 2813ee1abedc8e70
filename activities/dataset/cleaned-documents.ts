import type { CleanedDocument } from "../../domain/chunks.ts";
import { cleanedAlias } from "../../domain/collections.ts";
import { categories, type DocumentFilter, type Page } from "../../domain/documents.ts";
import { InvalidInputError } from "../../domain/errors.ts";
import type { VectorStore } from "../../stores/vector-store.ts";

/** Documents read at once. */
const PAGE_SIZE = 50;

/** The cleaned snapshot over all categories, as the public names point at it. */
export interface CleanedDocuments {
  /** In no particular order; those that are not there are left out. */
  read(documentIds: readonly string[]): Promise<CleanedDocument[]>;
  count(filter: DocumentFilter): Promise<number>;
  /** A page of ids, by category and then by id. Throws `InvalidInputError` for an `after` that is not the `next` of a page. */
  list(
    filter: DocumentFilter,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<Page<string>>;
  /** Walks whole documents. */
  walk(filter: DocumentFilter): AsyncIterable<CleanedDocument>;
}

/** Reads the cleaned snapshot of all categories. */
export const createCleanedDocuments = (vectors: VectorStore): CleanedDocuments => {
  /** Those collections that features were built for. */
  const collections = async (): Promise<string[]> => {
    const aliases = await vectors.readAliases();
    return categories.map(cleanedAlias).filter((alias) => aliases.has(alias));
  };

  const read: CleanedDocuments["read"] = async (documentIds) => {
    const names = await collections();
    return (await Promise.all(names.map((name) => vectors.getDocuments(name, documentIds)))).flat();
  };

  const list: CleanedDocuments["list"] = async (filter, { after, limit }) => {
    const names = await collections();
    const [from = names[0], afterId = ""] = after?.split("/") ?? [];
    const first = names.indexOf(from ?? "");
    if (after !== undefined && first < 0) {
      throw new InvalidInputError(`after: ${JSON.stringify(after)} is not where a page ends`);
    }
    const items: string[] = [];
    for (const [index, name] of names.entries()) {
      if (index < first) continue;
      const page = await vectors.listDocumentIds(name, {
        filter,
        limit: limit - items.length,
        ...(index === first && afterId !== "" && { after: afterId }),
      });
      items.push(...page.items);
      if (page.next !== undefined) return { items, next: `${name}/${page.next}` };
      const following = names[index + 1];
      if (items.length >= limit && following !== undefined) return { items, next: `${following}/` };
    }
    return { items };
  };

  return {
    read,
    count: async (filter) => {
      const counts = await Promise.all((await collections()).map((name) => vectors.count(name, filter)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    list,
    walk: async function* (filter) {
      let after: string | undefined;
      do {
        const page = await list(filter, { limit: PAGE_SIZE, ...(after !== undefined && { after }) });
        yield* await read(page.items);
        after = page.next;
      } while (after !== undefined);
    },
  };
};
