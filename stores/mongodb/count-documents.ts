import { z } from "zod";
import { authorSchema, type DocumentFilter, platformSchema } from "../../domain/documents.ts";
import type { DocumentCount } from "../warehouse.ts";
import type { MongoConnection } from "./connect.ts";
import { categoriesOf, toMongoFilter } from "./filters.ts";
import { listUsers } from "./users.ts";

const groupSchema = z.object({
  _id: z.object({ author: authorSchema, platform: platformSchema }),
  count: z.number(),
});

/** See `Warehouse.countDocuments`. An author bears the present name, whatever the documents were collected under. */
export const countDocuments = async (
  connection: MongoConnection,
  filter: DocumentFilter,
): Promise<DocumentCount[]> => {
  const present = new Map((await listUsers(connection)).map((author) => [author.id, author]));
  const counts = new Map<string, DocumentCount>();
  for (const category of categoriesOf(filter)) {
    const groups = connection
      .documents(category)
      .aggregate([
        { $match: toMongoFilter(filter) },
        { $group: { _id: { author: "$author", platform: "$platform" }, count: { $sum: 1 } } },
      ]);
    for await (const group of groups) {
      const { _id, count } = groupSchema.parse(group);
      const author = present.get(_id.author.id) ?? _id.author;
      const key = [author.id, category, _id.platform].join(" ");
      const { platform } = _id;
      counts.set(key, { author, category, platform, count: count + (counts.get(key)?.count ?? 0) });
    }
  }
  return [...counts.values()];
};
