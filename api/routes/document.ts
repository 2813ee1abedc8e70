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

const missing = (id: string): NotFoundError => new NotFoundError(`There is no document with the id ${id}.`);

/** `GET` and `DELETE /documents/{id}`: one document whole, or its deletion from every store. */
export const documentRoute = ({ warehouse, vectors, events }: Dependencies): Route => ({
  path: "/documents/:id",
  get: async (request, response) => {
    const { id } = parseInput(uuidParams, request.params, "path");
    const [document] = await warehouse.getDocuments([id]);
    if (!document) throw missing(id);
    response.json(document);
  },
  delete: async (request, response) => {
    const { id } = parseInput(uuidParams, request.params, "path");
    const filter = { documentIds: [id] };
    const deletion = await deleteEverywhere(vectors, filter, () => warehouse.deleteDocuments(filter));
    const found = deletion.documents + deletion.cleanedDocuments + deletion.chunks > 0;
    if (!found) throw missing(id);
    events.deleted("document", id, deletion);
    response.json(deletion);
  },
});
