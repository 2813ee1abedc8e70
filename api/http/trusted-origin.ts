import type { Request, RequestHandler } from "express";
import { HttpProblem } from "./http-problem.ts";

const LOOPBACK = /^(localhost|[^:]*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

const hostnameOf = (host: string): string => host.replace(/:\d+$/, "");

/** Whether a Host header names this machine, as every honest caller of a loopback address does. */
export const isLoopbackHost = (host: string): boolean => LOOPBACK.test(hostnameOf(host));

/** Whether a page of another origin sent this. Browsers tell it themselves, or at least name the page's origin. */
const isForeign = (request: Request, host: string): boolean => {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = request.get("origin");
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
};

/**
 * Keeps foreign web pages out. Bound to loopback, a request for another host's name is one that DNS rebinding
 * brought here. And a request that changes something and comes from a page of another origin is refused.
 */
export const trustedOrigin =
  ({ loopbackOnly }: { loopbackOnly: boolean }): RequestHandler =>
  (request, _response, next) => {
    const host = request.get("host") ?? "";
    if (loopbackOnly && !isLoopbackHost(host)) {
      throw new HttpProblem(
        403,
        `This gateway answers on its loopback address, not as ${JSON.stringify(host)}.`,
      );
    }
    if (isForeign(request, host) && !SAFE_METHODS.has(request.method)) {
      throw new HttpProblem(403, "Pages of another origin may not change anything here.");
    }
    next();
  };
