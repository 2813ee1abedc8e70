import express, { type RequestHandler } from "express";
import { HttpProblem } from "./http-problem.ts";
import { parseJson } from "./parse-json.ts";

/** Largest JSON body, in bytes, after decompression. */
export const MAX_BODY_BYTES = 1_048_576;

const utf8 = new TextDecoder("utf-8", { fatal: true });

const decode = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new HttpProblem(400, "The body is not valid UTF-8.", { cause });
  }
};

const requireJson: RequestHandler = (request, _response, next) => {
  if (request.is(["application/json", "application/*+json"])) return next();
  const got = request.get("content-type");
  throw new HttpProblem(
    415,
    `The body must be JSON: send Content-Type: application/json (${got ? `got ${got.slice(0, 100)}` : "got none"}).`,
    { headers: { Accept: "application/json" } },
  );
};

const readBytes = express.raw({ type: () => true, limit: MAX_BODY_BYTES });

const parseBytes: RequestHandler = (request, _response, next) => {
  const body: unknown = request.body;
  request.body = parseJson(body instanceof Uint8Array ? decode(body) : "");
  next();
};

/** Reads a JSON body into `request.body`: 415 for another type, 413 over 1 MB, 400 for text that is not JSON. */
export const jsonBody: RequestHandler[] = [requireJson, readBytes, parseBytes];
