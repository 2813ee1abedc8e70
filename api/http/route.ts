import type { Express, RequestHandler } from "express";
import { HttpProblem } from "./http-problem.ts";

type Handlers = RequestHandler | readonly RequestHandler[];

/** One path and what it does for each method. */
export interface Route {
  readonly path: string;
  readonly get?: Handlers;
  readonly post?: Handlers;
  readonly patch?: Handlers;
  readonly delete?: Handlers;
}

const methods = ["get", "post", "patch", "delete"] as const;

const allowedMethods = (route: Route): string =>
  methods
    .filter((method) => route[method])
    .flatMap((method) => (method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()]))
    .concat("OPTIONS")
    .join(", ");

/** Mounts a route; methods that it lacks answer 405 with `Allow`. */
export const mount = (app: Express, route: Route): void => {
  const allow = allowedMethods(route);
  const mounted = app.route(route.path);
  for (const method of methods) {
    const handlers = route[method];
    if (handlers) mounted[method](...[handlers].flat());
  }
  mounted.all((request, response) => {
    if (request.method !== "OPTIONS") {
      throw new HttpProblem(405, `${request.method} is not for ${request.path}. Allowed: ${allow}.`, {
        headers: { Allow: allow },
      });
    }
    response.set("Allow", allow).status(204).end();
  });
};
