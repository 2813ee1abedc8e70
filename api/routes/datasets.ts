import type { Registry } from "../../stores/registry.ts";
import { type DatasetsResponse, datasetsQuerySchema } from "../contract/datasets.ts";
import { toDatasetSummary } from "../datasets/describe-dataset.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";

/** `GET /datasets`: versions of datasets, newest first. */
export const datasetsRoute = ({ registry }: { readonly registry: Registry }): Route => ({
  path: "/datasets",
  get: async (request, response) => {
    const { limit, after, author, kind } = parseInput(datasetsQuerySchema, request.query, "query");
    const filter = { ...(author === undefined ? {} : { author }), ...(kind === undefined ? {} : { kind }) };
    const page = await registry.listDatasets(filter, { limit, ...(after === undefined ? {} : { after }) });
    const body: DatasetsResponse = {
      items: page.items.map(toDatasetSummary),
      ...(page.next === undefined ? {} : { next: page.next }),
    };
    response.json(body);
  },
});
