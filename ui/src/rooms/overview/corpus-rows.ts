import type { Stats } from "../../api/generated/index.ts";

type Category = Stats["chunks"]["counts"][number]["category"];

/** One author's share of the corpus in one category. */
export interface CorpusRow {
  readonly author: { readonly id: string; readonly name: string };
  readonly category: Category;
  readonly documents: number;
  readonly chunks: number;
}

/** Documents and chunks side by side, by author and then by category. */
export const corpusRows = ({ documents, chunks }: Stats): CorpusRow[] => {
  const rows = new Map<string, CorpusRow>();
  const add = (
    { author, category }: Pick<CorpusRow, "author" | "category">,
    counted: Partial<Pick<CorpusRow, "documents" | "chunks">>,
  ): void => {
    const key = `${author.id} ${category}`;
    const row = rows.get(key) ?? { author, category, documents: 0, chunks: 0 };
    rows.set(key, {
      ...row,
      documents: row.documents + (counted.documents ?? 0),
      chunks: row.chunks + (counted.chunks ?? 0),
    });
  };
  // An author's documents of one category are counted platform by platform.
  for (const { count, ...row } of documents.counts) add(row, { documents: count });
  for (const { count, ...row } of chunks.counts) add(row, { chunks: count });
  return [...rows.values()].sort(
    (left, right) =>
      left.author.name.localeCompare(right.author.name) || left.category.localeCompare(right.category),
  );
};
