import type { Registry } from "../../stores/registry.ts";
import { datasetParams } from "../contract/datasets.ts";
import { requireDataset, toDatasetDetail } from "../datasets/describe-dataset.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";

/** `GET /datasets/{id}`: counts, lineage and files of a dataset version. */
export const datasetRoute = ({ registry }: { readonly registry: Registry }): Route => ({
  path: "/datasets/:id",
  get: async (request, response) => {
    const { id } = parseInput(datasetParams, request.params, "path");
    response.json(toDatasetDetail(await requireDataset(registry, id)));
  },
});
