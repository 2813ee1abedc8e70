import { noAnswer, toApiError } from "./api-error.ts";
import type { ApiKey } from "./api-key.ts";

export interface RequestOptions {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: unknown;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
  /** Statuses that are answers, beside the 2xx. */
  readonly answers?: readonly number[];
}

/** Sends a request with the caller's key. */
export type Transport = (path: string, options?: RequestOptions) => Promise<Response>;

const headersOf = ({ body, accept = "application/json" }: RequestOptions, key: string | null): Headers => {
  const headers = new Headers({ accept });
  if (body !== undefined) headers.set("content-type", "application/json");
  if (key !== null) headers.set("authorization", `Bearer ${key}`);
  return headers;
};

/** Makes a transport. Its promise rejects with an `ApiError`, or with the signal's reason. */
export const createTransport =
  (apiKey: ApiKey): Transport =>
  async (path, options = {}) => {
    const { method = "GET", body, signal, answers = [] } = options;
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        headers: headersOf(options, apiKey.read()),
        // A room's page and the API may share an address: nothing of either is taken from the browser's cache.
        cache: "no-store",
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
    } catch (cause) {
      signal?.throwIfAborted();
      throw noAnswer(cause);
    }
    if (response.status === 401) apiKey.refuse();
    if (response.ok || answers.includes(response.status)) return response;
    throw toApiError(response.status, await response.text());
  };
