import type { FindCursor } from "mongodb";
import { requireLimit, toPage } from "../../page.ts";
import type { Page } from "../../registry.ts";

/** A record with the text that it is sorted by, see `positionOf`. */
interface Placed {
  readonly position: string;
}

/**
 * One page of records, newest first.
 *
 * @param find finds the records that are wanted and that are older than the page before.
 * @throws {InvalidInputError} when the limit is wrong.
 */
export const listNewest = async <Stored extends Placed, Item>(
  find: (older: { position?: { $lt: string } }) => FindCursor<Stored>,
  { after, limit }: { readonly after?: string; readonly limit: number },
  parse: (record: Stored) => Item,
): Promise<Page<Item>> => {
  const records = await find(after === undefined ? {} : { position: { $lt: after } })
    .sort({ position: -1 })
    .limit(requireLimit(limit) + 1)
    .toArray();
  const { items, next } = toPage(records, limit, ({ position }) => position);
  return { items: items.map(parse), ...(next !== undefined && { next }) };
};
