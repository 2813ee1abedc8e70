import { validate } from "uuid";
import type { QdrantConnection } from "./connection.ts";

/** Reads points by id, in the order of `ids`; unknown ids, and what can be no id, are left out. */
export const retrieveInOrder = async <Item>(
  { client, guard }: QdrantConnection,
  collection: string,
  ids: readonly string[],
  parse: (point: unknown) => Item,
): Promise<Item[]> => {
  const points = await guard(collection, () =>
    client.retrieve(collection, { ids: ids.filter((id) => validate(id)), with_payload: true }),
  );
  const found = new Map(points.map((point) => [String(point.id), point]));
  return ids.flatMap((id) => {
    const point = found.get(id);
    return point ? [parse(point)] : [];
  });
};
