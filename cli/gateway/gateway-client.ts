import type { z } from "zod";
import { UnavailableError } from "../../domain/errors.ts";
import { toGatewayError } from "./gateway-error.ts";

/** Calls the gateway and checks what it answers. All methods throw what `toGatewayError` makes. */
export interface GatewayClient {
  readonly baseUrl: string;
  get<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  post<T>(path: string, body: unknown, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  patch<T>(path: string, body: unknown, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  delete<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T>;
  /** Sends bytes as they come. */
  upload<T>(
    path: string,
    body: ReadableStream<Uint8Array>,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T>;
  /** Resolves to the body of an answer, unread. */
  download(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  /** Posts JSON and resolves to the answer's body, unread. */
  open(path: string, body: unknown, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
}

interface GatewayOptions {
  /** Such as http://127.0.0.1:3000. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  readonly fetch?: typeof fetch;
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || String(error.cause) : error.message;
};

/** Creates a client of one gateway. */
export const createGatewayClient = ({
  baseUrl,
  apiKey,
  fetch: request = fetch,
}: GatewayOptions): GatewayClient => {
  const send = async (path: string, init: RequestInit, signal: AbortSignal): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (apiKey) headers.set("authorization", `Bearer ${apiKey}`);
    let response: Response;
    try {
      response = await request(`${baseUrl}${path}`, { ...init, headers, signal });
    } catch (error) {
      signal.throwIfAborted();
      throw new UnavailableError(
        `The gateway does not answer at ${baseUrl} (${reasonOf(error)}). Start it with \`npm start\`, or name another with --url.`,
        { cause: error },
      );
    }
    if (!response.ok) throw await toGatewayError(response);
    return response;
  };
  const parsed = async <T>(response: Response, schema: z.ZodType<T>): Promise<T> => {
    const answer = schema.safeParse(await response.json().catch(() => undefined));
    if (answer.success) return answer.data;
    throw new UnavailableError(
      `What answers at ${response.url} is not this gateway: ${answer.error.issues[0]?.message ?? "unknown answer"}.`,
    );
  };
  const bodyOf = (response: Response): ReadableStream<Uint8Array> => {
    if (!response.body) throw new UnavailableError(`${response.url} answered without a body.`);
    return response.body;
  };
  const json = (body: unknown, method: "POST" | "PATCH" = "POST"): RequestInit => ({
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return {
    baseUrl,
    get: async (path, schema, signal) => parsed(await send(path, {}, signal), schema),
    post: async (path, body, schema, signal) => parsed(await send(path, json(body), signal), schema),
    patch: async (path, body, schema, signal) =>
      parsed(await send(path, json(body, "PATCH"), signal), schema),
    delete: async (path, schema, signal) => parsed(await send(path, { method: "DELETE" }, signal), schema),
    upload: async (path, body, schema, signal) => {
      const init = { method: "POST", headers: { "content-type": "application/octet-stream" }, body };
      return parsed(await send(path, { ...init, duplex: "half" }, signal), schema);
    },
    download: async (path, signal) => bodyOf(await send(path, {}, signal)),
    open: async (path, body, signal) => bodyOf(await send(path, json(body), signal)),
  };
};
