import type { DocumentFilter } from "../../domain/documents.ts";

export interface Condition {
  /** A condition for WHERE, over columns of the table or alias given. */
  readonly sql: string;
  readonly parameters: readonly string[];
}

/** The tables' columns for a filter's fields. */
export const filterColumns = {
  authorIds: "author_id",
  categories: "category",
  platforms: "platform",
  documentIds: "document_id",
  links: "link",
} as const satisfies Record<keyof DocumentFilter, string>;

/**
 * The condition that a filter means. Lists of any length are one parameter each (JSON), so an empty one matches
 * nothing by itself, and SQLite's limit of parameters does not matter.
 */
export const toCondition = (
  filter: DocumentFilter = {},
  { table, idColumn = filterColumns.documentIds }: { table: string; idColumn?: string },
): Condition => {
  const lists: readonly (readonly [string, readonly string[] | undefined])[] = [
    [filterColumns.authorIds, filter.authorIds],
    [filterColumns.categories, filter.categories],
    [filterColumns.platforms, filter.platforms],
    [idColumn, filter.documentIds],
    [filterColumns.links, filter.links],
  ];
  const conditions: string[] = [];
  const parameters: string[] = [];
  for (const [column, values] of lists) {
    if (values === undefined) continue;
    conditions.push(`${table}.${column} IN (SELECT value FROM json_each(?))`);
    parameters.push(JSON.stringify(values));
  }
  return { sql: conditions.join(" AND ") || "TRUE", parameters };
};
