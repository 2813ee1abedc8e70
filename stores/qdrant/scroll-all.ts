import type { Schemas } from "@qdrant/js-client-rest";
import type { QdrantConnection } from "./connection.ts";
import type { QdrantFilter } from "./filters.ts";

const PAGE = 1_000;

/** All points that match, without vectors, with the payload's fields that are named (or none). */
export const scrollAll = async (
  { client, guard }: QdrantConnection,
  collection: string,
  filter: QdrantFilter,
  fields: string[] | false,
): Promise<Schemas["Record"][]> => {
  const found: Schemas["Record"][] = [];
  let offset: string | number | undefined;
  do {
    const { points, next_page_offset } = await guard(collection, () =>
      client.scroll(collection, {
        filter,
        limit: PAGE,
        with_payload: fields,
        ...(offset !== undefined && { offset }),
      }),
    );
    found.push(...points);
    offset =
      typeof next_page_offset === "string" || typeof next_page_offset === "number"
        ? next_page_offset
        : undefined;
  } while (offset !== undefined);
  return found;
};
