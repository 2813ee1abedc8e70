import type { Registry } from "../../stores/registry.ts";
import type { ServingResponse } from "../contract/serving.ts";
import type { Route } from "../http/route.ts";
import { readServingStates, readServingTarget } from "../registry/read-serving.ts";
import { describeGeneration, type GenerationDependencies } from "../serving/describe-generation.ts";

interface Dependencies extends GenerationDependencies {
  readonly registry: Registry;
}

/** `GET /serving`: what serves at each target, what the gateways report of it, and what answers at this one. */
export const servingRoute = ({ registry, ...generating }: Dependencies): Route => ({
  path: "/serving",
  get: async (_request, response) => {
    const [states, generation] = await Promise.all([
      readServingStates(registry),
      describeGeneration(generating),
    ]);
    const now = Date.now();
    const targets = await Promise.all(states.map((state) => readServingTarget(registry, state, now)));
    const body: ServingResponse = { targets, generation };
    response.json(body);
  },
});
