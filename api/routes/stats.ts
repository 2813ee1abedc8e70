import type { StatsResponse } from "../contract/stats.ts";
import type { Route } from "../http/route.ts";

/** `GET /stats`: what is there, and how fresh. */
export const statsRoute = ({ readStats }: { readonly readStats: () => Promise<StatsResponse> }): Route => ({
  path: "/stats",
  get: async (_request, response) => {
    response.json(await readStats());
  },
});
