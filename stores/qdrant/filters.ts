import type { Schemas } from "@qdrant/js-client-rest";
import type { DocumentFilter } from "../../domain/documents.ts";

export type QdrantFilter = Schemas["Filter"];

const anyOf = (key: string, values: readonly string[] | undefined) =>
  values ? [{ key, match: { any: [...values] } }] : [];

/** A filter as Qdrant puts it. A condition with an empty list matches nothing; no condition matches everything. */
export const toQdrantFilter = (filter: DocumentFilter = {}): { must: Schemas["FieldCondition"][] } => ({
  must: [
    ...anyOf("authorId", filter.authorIds),
    ...anyOf("category", filter.categories),
    ...anyOf("platform", filter.platforms),
    ...anyOf("documentId", filter.documentIds),
    ...anyOf("link", filter.links),
  ],
});

/** One record of each of these documents: its first chunk, or the document itself. */
export const firstOf = (documentIds: readonly string[]): QdrantFilter => ({
  must: [...toQdrantFilter({ documentIds }).must, { key: "position", match: { value: 0 } }],
});
