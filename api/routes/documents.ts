import type { DocumentFilter } from "../../domain/documents.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import { documentsQuerySchema } from "../contract/documents.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";

/** `GET /documents`: a page of documents without their content. An author that nobody knows has none. */
export const documentsRoute = ({ warehouse }: { readonly warehouse: Warehouse }): Route => ({
  path: "/documents",
  get: async (request, response) => {
    const query = parseInput(documentsQuerySchema, request.query, "query");
    const author = query.author === undefined ? undefined : await warehouse.findAuthor(query.author);
    const filter: DocumentFilter = {
      ...(query.author === undefined ? {} : { authorIds: author ? [author.id] : [] }),
      ...(query.category === undefined ? {} : { categories: [query.category] }),
      ...(query.platform === undefined ? {} : { platforms: [query.platform] }),
    };
    const page = { limit: query.limit, ...(query.after === undefined ? {} : { after: query.after }) };
    response.json(await warehouse.listDocuments(filter, page));
  },
});
