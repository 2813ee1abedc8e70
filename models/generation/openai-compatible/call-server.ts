import type { z } from "zod";
import { describeError } from "../../../domain/describe-error.ts";
import { SetupError, TwinError, UnavailableError } from "../../../domain/errors.ts";
import { type ServerIdentity, toResponseError } from "./errors.ts";

export interface ServerOptions {
  /** Such as `http://127.0.0.1:8080`; a trailing `/v1` is taken off. */
  readonly url: string;
  readonly apiKey?: string;
  /** The setting that holds the key, for messages; default GENERATION_API_KEY. */
  readonly keySetting?: string;
  readonly fetch: typeof fetch;
}

export interface Server extends ServerIdentity {
  /** Sends a request, a POST where there is a body; @throws what `toResponseError` makes of a status that is not 2xx. */
  send(path: string, signal: AbortSignal, body?: unknown): Promise<Response>;
  /** A POST without a body. */
  post(path: string, signal: AbortSignal): Promise<void>;
  /** The same for JSON of a known form. */
  sendForJson<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<z.output<Schema>>;
}

const toBaseUrl = (text: string): string => {
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") {
    throw new SetupError("GENERATION_URL holds a user name or password: use GENERATION_API_KEY instead");
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "")}`;
};

/** Fetch hides the real reason (connection refused, unknown host) in `cause`. */
const toConnectionError = (server: string, error: unknown): UnavailableError => {
  const reason = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return new UnavailableError(`${server} cannot be reached: ${describeError(reason)}`, { cause: error });
};

/** The thin part that talks HTTP. A key never shows up in an error, even if the server repeats it. */
export const createServer = ({
  url,
  apiKey,
  keySetting = "GENERATION_API_KEY",
  fetch: fetchFrom,
}: ServerOptions): Server => {
  const baseUrl = toBaseUrl(url);
  const name = `The generation server ${baseUrl}`;
  const hideKey = (text: string): string => (apiKey === undefined ? text : text.replaceAll(apiKey, "[key]"));

  const request = async (
    path: string,
    signal: AbortSignal,
    body: unknown,
    method: "GET" | "POST",
  ): Promise<Response> => {
    try {
      return await fetchFrom(`${baseUrl}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
        },
        redirect: "error",
        signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof TwinError ? error : toConnectionError(name, error);
    }
  };

  const check = async (response: Response): Promise<Response> => {
    if (response.ok) return response;
    throw toResponseError(name, response.status, hideKey(await response.text()), keySetting);
  };
  const send: Server["send"] = async (path, signal, body) =>
    check(await request(path, signal, body, body === undefined ? "GET" : "POST"));

  return {
    name,
    hideKey,
    send,
    post: async (path, signal) => {
      await (await check(await request(path, signal, undefined, "POST"))).body?.cancel();
    },
    sendForJson: async (schema, path, signal, body) => {
      const response = await send(path, signal, body);
      const parsed = schema.safeParse(await response.json().catch(() => undefined));
      if (parsed.success) return parsed.data;
      throw new UnavailableError(`${name}${path} sent something else than expected`, { cause: parsed.error });
    },
  };
};
