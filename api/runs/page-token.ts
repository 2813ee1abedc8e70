import { createHash } from "node:crypto";
import { InvalidInputError } from "../../domain/errors.ts";

const CHECK_LENGTH = 12;

const checkOf = (token: string): string =>
  createHash("sha256").update(token).digest("base64url").slice(0, CHECK_LENGTH);

/** Temporal's page token as text for an address, with a check sum: the server fails on a token that is not its own. */
export const encodePageToken = (token: Uint8Array): string => {
  const text = Buffer.from(token).toString("base64url");
  return `${checkOf(text)}${text}`;
};

/** @throws {InvalidInputError} when the text is not what `encodePageToken` gave. */
export const decodePageToken = (encoded: string): Uint8Array => {
  const text = encoded.slice(CHECK_LENGTH);
  if (text === "" || checkOf(text) !== encoded.slice(0, CHECK_LENGTH)) {
    throw new InvalidInputError("`after` must be the `next` of the page before, unchanged.");
  }
  return Buffer.from(text, "base64url");
};
