import { QdrantClient } from "@qdrant/js-client-rest";
import { toTwinError } from "./errors.ts";

export interface QdrantOptions {
  /** `http://` or `https://`; without a port, 6333. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** How long one request may take, in milliseconds; 60,000 by default. */
  readonly requestTimeoutMs?: number;
}

/** What the parts of the store work with. */
export interface QdrantConnection {
  readonly client: QdrantClient;
  /** Runs an operation on a collection; the client's errors become ours. */
  readonly guard: <T>(collection: string | undefined, operation: () => Promise<T>) => Promise<T>;
}

/** A client that has not yet spoken to the server. */
export const connectQdrant = ({
  url,
  apiKey,
  requestTimeoutMs = 60_000,
}: QdrantOptions): QdrantConnection => {
  const client = new QdrantClient({
    url,
    ...(apiKey && { apiKey }),
    timeout: requestTimeoutMs,
    checkCompatibility: false,
    // A compressed answer comes in small pieces, each of which may wait 40 ms for the last one's acknowledgement.
    headers: { "accept-encoding": "identity" },
  });
  const { host } = new URL(url);
  return {
    client,
    guard: async (collection, operation) => {
      try {
        return await operation();
      } catch (error) {
        throw toTwinError(error, { host, collection });
      }
    },
  };
};
