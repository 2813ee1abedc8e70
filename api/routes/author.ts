import { NotFoundError } from "../../domain/errors.ts";
import type { VectorStore } from "../../stores/vector-store.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import type { BusinessEvents } from "../business-events.ts";
import { uuidParams } from "../contract/documents.ts";
import { deleteEverywhere } from "../delete-documents.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";

interface Dependencies {
  readonly warehouse: Warehouse;
  readonly vectors: VectorStore;
  readonly events: BusinessEvents;
}

/** `DELETE /authors/{id}`: deletes an author with everything by that author, from every store. */
export const authorRoute = ({ warehouse, vectors, events }: Dependencies): Route => ({
  path: "/authors/:id",
  delete: async (request, response) => {
    const { id } = parseInput(uuidParams, request.params, "path");
    if (!(await warehouse.findAuthor(id))) throw new NotFoundError(`There is no author with the id ${id}.`);
    const deletion = await deleteEverywhere(vectors, { authorIds: [id] }, () => warehouse.deleteAuthor(id));
    events.deleted("author", id, deletion);
    response.json(deletion);
  },
});
