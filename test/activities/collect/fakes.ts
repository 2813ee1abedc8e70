import type { ActivityContext } from "../../../activities/activity-context.ts";
import { contentHash } from "../../../domain/content-hash.ts";
import type { Document } from "../../../domain/documents.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";

const unexpected = (): never => {
  throw new Error("the activity called what it has no business to call");
};

export interface FakeWarehouse extends Warehouse {
  readonly documents: Map<string, Document>;
  /** How many documents each write had. */
  readonly writes: number[];
}

/** A warehouse in memory that can be written to and nothing else. */
export const createFakeWarehouse = (): FakeWarehouse => {
  const documents = new Map<string, Document>();
  const writes: number[] = [];
  return {
    documents,
    writes,
    async upsertDocuments(given) {
      writes.push(given.length);
      return given.map((document) => {
        const before = documents.get(document.id);
        documents.set(document.id, document);
        if (!before) return { id: document.id, outcome: "new" };
        const same = contentHash(before) === contentHash(document);
        return { id: document.id, outcome: same ? "unchanged" : "changed" };
      });
    },
    upsertAuthors: unexpected,
    findAuthor: unexpected,
    listAuthors: unexpected,
    deleteAuthor: unexpected,
    getDocuments: unexpected,
    listDocuments: unexpected,
    findMissing: unexpected,
    deleteDocuments: unexpected,
    countDocuments: unexpected,
    ping: unexpected,
    [Symbol.asyncDispose]: unexpected,
  };
};

/** An activity's context that keeps what is told to it. */
export const createFakeContext = (
  lastHeartbeat?: unknown,
  signal: AbortSignal = new AbortController().signal,
): { readonly context: () => ActivityContext; readonly heartbeats: unknown[] } => {
  const heartbeats: unknown[] = [];
  const heartbeat = (progress: unknown): void => {
    heartbeats.push(progress);
  };
  return { context: () => ({ signal, heartbeat, lastHeartbeat }), heartbeats };
};
