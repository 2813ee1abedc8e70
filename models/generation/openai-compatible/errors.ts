import { z } from "zod";
import { describeError } from "../../../domain/describe-error.ts";
import { InvalidInputError, SetupError, TwinError, UnavailableError } from "../../../domain/errors.ts";
import type { ErrorChunk } from "./chunk-schema.ts";

/** A server as messages speak of it. */
export interface ServerIdentity {
  /** Its address without the key. */
  readonly name: string;
  /** Takes the key out of a text that the server sent. */
  hideKey(text: string): string;
}

/** Longest part of a server's error text that is passed on, in characters. */
const LONGEST_REASON = 500;

const errorBodySchema = z.union([
  z.object({ error: z.string() }).transform((body) => body.error),
  z.object({ error: z.object({ message: z.string() }) }).transform((body) => body.error.message),
  z.object({ detail: z.string() }).transform((body) => body.detail),
  z
    .object({ detail: z.array(z.object({ msg: z.string(), loc: z.array(z.unknown()).default([]) })) })
    .transform((body) => body.detail.map(({ loc, msg }) => `${loc.join(".")}: ${msg}`).join("; ")),
]);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The reason in an error body: any of the servers' JSON forms, plain text, or nothing at all. */
const readReason = (body: string): string => {
  const parsed = errorBodySchema.safeParse(parseJson(body));
  return (parsed.success ? parsed.data : body.trim()).slice(0, LONGEST_REASON) || "no reason given";
};

/** Turns an HTTP status that is not 2xx, with its body, into an error that says what the caller can do. */
export const toResponseError = (
  server: string,
  status: number,
  body: string,
  keySetting: string,
): TwinError => {
  const reason = readReason(body);
  switch (status) {
    case 400:
    case 413:
    case 422:
      return new InvalidInputError(`${server} refused the request: ${reason}`);
    case 401:
    case 403:
      return new SetupError(`${server} refused the key (HTTP ${status}): check ${keySetting}. ${reason}`);
    case 404:
    case 405:
      return new SetupError(`${server} has no such route or model (HTTP ${status}): ${reason}`);
    default:
      return new UnavailableError(`${server} failed (HTTP ${status}): ${reason}`);
  }
};

/** What servers call a request that stays wrong. TGI's own status cannot be used: it says 422 for overload, too. */
const INVALID = /input validation error|context.?length|invalid_request_error|template error/i;

/** Turns an error event inside a stream (after HTTP 200) into an error. */
export const toStreamError = (server: ServerIdentity, chunk: ErrorChunk): TwinError => {
  const { error } = chunk;
  const message = server.hideKey(typeof error === "string" ? error : error.message).slice(0, LONGEST_REASON);
  const kinds = typeof error === "string" ? [chunk.error_type] : [error.code, error.type];
  const invalid = kinds.includes("validation") || INVALID.test([message, ...kinds].join(" "));
  return invalid
    ? new InvalidInputError(`${server.name} refused the request: ${message}`)
    : new UnavailableError(`${server.name} failed while generating: ${message}`);
};

/** What went wrong while a stream was read: our own errors as they are, a broken connection as unavailable. */
export const toReadError = (server: string, error: unknown): TwinError =>
  error instanceof TwinError
    ? error
    : new UnavailableError(`${server} broke off the answer: ${describeError(error)}`, { cause: error });
