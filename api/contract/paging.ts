import { z } from "zod";

/** A whole number in a query string. */
export const queryInt = (min: number, max: number, fallback: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

/** Query parameters of every paged list. */
export const pageQuery = {
  limit: queryInt(1, 200, 50).meta({ description: "Most items to return" }),
  after: z.string().min(1).max(4_000).optional().meta({ description: "The `next` of the page before" }),
};

/** One page of `item`; `next` is absent on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });
