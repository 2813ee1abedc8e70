import type { Registry } from "../../stores/registry.ts";
import type { ServingResponse } from "../contract/serving.ts";
import type { Route } from "../http/route.ts";
import { readServingStates, readServingTarget } from "../registry/read-serving.ts";

/** `GET /serving`: what serves at each target, and what the gateways report of it. */
export const servingRoute = ({ registry }: { readonly registry: Registry }): Route => ({
  path: "/serving",
  get: async (_request, response) => {
    const states = await readServingStates(registry);
    const now = Date.now();
    const body: ServingResponse = {
      targets: await Promise.all(states.map((state) => readServingTarget(registry, state, now))),
    };
    response.json(body);
  },
});
