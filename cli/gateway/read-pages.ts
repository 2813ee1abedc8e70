import { z } from "zod";
import type { CommandContext } from "../command-context.ts";

/** The largest page that the gateway hands out. */
const PAGE = 200;

export const limitOption = ["--limit <count>", "most to show, the newest first; default: all"] as const;
export const limitSchema = z.coerce.number().int().min(1).optional();

/** What a list of the gateway holds, as far as it was asked for. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  /** Whether there is more than `limit` allowed. */
  readonly more: boolean;
}

/**
 * Reads a list of the gateway page by page.
 *
 * @param filter query parameters; undefined ones are left out.
 * @param limit most items to read; all of them when left out.
 * @throws what the gateway client throws.
 */
export const readPages = async <Item>(
  { gateway, signal }: Pick<CommandContext, "gateway" | "signal">,
  path: string,
  filter: Readonly<Record<string, string | undefined>>,
  schema: z.ZodType<{ items: Item[]; next?: string | undefined }>,
  limit = Number.POSITIVE_INFINITY,
): Promise<Listed<Item>> => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  const items: Item[] = [];
  for (;;) {
    query.set("limit", `${Math.min(PAGE, limit - items.length)}`);
    const page = await gateway.get(`${path}?${query}`, schema, signal);
    items.push(...page.items);
    if (page.next === undefined) return { items, more: false };
    if (items.length >= limit) return { items, more: true };
    query.set("after", page.next);
  }
};
