import type { Listed } from "../gateway/read-pages.ts";
import { formatTable, printable } from "./format.ts";

/**
 * A list as a table, with a line that says so when it is not all.
 *
 * @param whenNone what is said of an empty list.
 */
export const renderList = <Item>(
  { items, more }: Listed<Item>,
  toRow: (item: Item) => readonly string[],
  whenNone: string,
): string => {
  if (items.length === 0) return whenNone;
  const rest = more ? ["… and older ones: raise --limit, or leave it out to see all"] : [];
  return printable([formatTable(items.map(toRow)), ...rest].join("\n"));
};
