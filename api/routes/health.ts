import type { HealthResponse } from "../contract/health.ts";
import type { Route } from "../http/route.ts";

/** `GET /healthz`: the process is alive. */
export const healthRoute = ({ version }: { readonly version: string }): Route => ({
  path: "/healthz",
  get: (_request, response) => {
    const body: HealthResponse = { status: "ok", version };
    response.json(body);
  },
});
