import type { RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import type { KeyRing } from "./authenticate.ts";
import { HttpProblem } from "./http-problem.ts";

/** Allows `limit` requests a minute per key, or per address for callers without one. */
export const rateLimiter = (limit: number, keys: KeyRing): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    keyGenerator: (request) => keys.identify(request) ?? ipKeyGenerator(request.ip ?? "unknown"),
    // The library has set Retry-After by then.
    handler: (_request, _response, next) =>
      next(
        new HttpProblem(429, `More than ${limit} requests in a minute. Wait as long as Retry-After says.`),
      ),
  });
