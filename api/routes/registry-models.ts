import type { Registry } from "../../stores/registry.ts";
import { type ModelsResponse, modelsQuerySchema } from "../contract/models.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import { toModelSummary } from "../registry/describe-model.ts";
import { readServingStates } from "../registry/read-serving.ts";

/** `GET /models`: versions of the registry, newest first. */
export const registryModelsRoute = ({ registry }: { readonly registry: Registry }): Route => ({
  path: "/models",
  get: async (request, response) => {
    const { limit, after, author, model, stage, dataset } = parseInput(
      modelsQuerySchema,
      request.query,
      "query",
    );
    const filter = {
      ...(author === undefined ? {} : { author }),
      ...(model === undefined ? {} : { model }),
      ...(stage === undefined ? {} : { stage }),
      ...(dataset === undefined ? {} : { datasetId: dataset }),
    };
    const [page, states] = await Promise.all([
      registry.listModels(filter, { limit, ...(after === undefined ? {} : { after }) }),
      readServingStates(registry),
    ]);
    const body: ModelsResponse = {
      items: page.items.map((version) => toModelSummary(version, states)),
      ...(page.next === undefined ? {} : { next: page.next }),
    };
    response.json(body);
  },
});
