import { checkReadiness, type ReadinessChecks } from "../check-readiness.ts";
import type { Route } from "../http/route.ts";

/** `GET /readyz`: each part by name; 503 while one is not ready. */
export const readinessRoute = ({ checks }: { readonly checks: ReadinessChecks }): Route => ({
  path: "/readyz",
  get: async (_request, response) => {
    const readiness = await checkReadiness(checks);
    response.status(readiness.ready ? 200 : 503).json(readiness);
  },
});
