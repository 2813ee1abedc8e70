import type { CleanedDocument } from "../../domain/chunks.ts";
import { inBatches } from "./batches.ts";
import { requireKind } from "./collections.ts";
import type { QdrantConnection } from "./connection.ts";
import { toDocument, toDocumentPoint } from "./points.ts";
import { retrieveInOrder } from "./retrieve-in-order.ts";

/** Documents per request: whole texts, which may be long. */
const BATCH = 32;

/** See `VectorStore.upsertDocuments`. */
export const upsertDocuments = async (
  connection: QdrantConnection,
  collection: string,
  documents: readonly CleanedDocument[],
): Promise<void> => {
  await requireKind(connection, collection, "documents");
  const { client, guard } = connection;
  for (const batch of inBatches(documents, BATCH)) {
    await guard(collection, () =>
      client.upsert(collection, { points: batch.map(toDocumentPoint), wait: true }),
    );
  }
};

/** See `VectorStore.getDocuments`. */
export const getDocuments = (
  connection: QdrantConnection,
  collection: string,
  documentIds: readonly string[],
): Promise<CleanedDocument[]> => retrieveInOrder(connection, collection, documentIds, toDocument);
