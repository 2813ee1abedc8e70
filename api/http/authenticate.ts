import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { HttpProblem } from "./http-problem.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Recognizes callers by their key. */
export interface KeyRing {
  /** Whether any key is asked for. */
  readonly required: boolean;
  /** A name for the caller's key that does not tell the key; `undefined` when it sent none of ours. */
  identify(request: Request): string | undefined;
}

/** Compares every key in constant time, so that the time tells nothing about them. */
export const createKeyRing = (keys: readonly string[]): KeyRing => {
  const digests = keys.map(digest);
  return {
    required: keys.length > 0,
    identify: (request) => {
      const sent = /^Bearer +(\S+)$/i.exec(request.get("authorization") ?? "")?.[1];
      if (sent === undefined) return undefined;
      const sentDigest = digest(sent);
      const matches = digests.map((known) => timingSafeEqual(known, sentDigest));
      const index = matches.indexOf(true);
      return index < 0 ? undefined : `key-${index + 1}`;
    },
  };
};

/** Lets only callers with one of our keys pass, where keys are set. */
export const authenticate =
  (keys: KeyRing): RequestHandler =>
  (request, _response, next) => {
    if (!keys.required || keys.identify(request)) return next();
    throw new HttpProblem(401, "A key is needed: send `Authorization: Bearer KEY` with one of API_KEYS.", {
      headers: { "WWW-Authenticate": 'Bearer realm="llm-twin"' },
    });
  };
