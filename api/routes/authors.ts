import type { Warehouse } from "../../stores/warehouse.ts";
import type { AuthorsResponse } from "../contract/documents.ts";
import type { Route } from "../http/route.ts";

/** `GET /authors`: every author with the number of documents. */
export const authorsRoute = ({ warehouse }: { readonly warehouse: Warehouse }): Route => ({
  path: "/authors",
  get: async (_request, response) => {
    const [authors, counts] = await Promise.all([warehouse.listAuthors(), warehouse.countDocuments()]);
    const documents = new Map<string, number>();
    for (const { author, count } of counts) documents.set(author.id, (documents.get(author.id) ?? 0) + count);
    const body: AuthorsResponse = {
      items: authors.map((author) => ({ ...author, documents: documents.get(author.id) ?? 0 })),
    };
    response.json(body);
  },
});
