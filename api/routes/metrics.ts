import type { Route } from "../http/route.ts";
import type { Metrics } from "../metrics.ts";

/** `GET /metrics`: what Prometheus scrapes. */
export const metricsRoute = ({ metrics }: { readonly metrics: Metrics }): Route => ({
  path: "/metrics",
  get: async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  },
});
