import type { ArtefactStore } from "../../stores/artefact-store.ts";
import { readDatasetSamples } from "../../stores/read-dataset-samples.ts";
import type { Registry } from "../../stores/registry.ts";
import { datasetParams, type SamplesResponse, samplesQuerySchema } from "../contract/datasets.ts";
import { requireDataset } from "../datasets/describe-dataset.ts";
import { parseInput } from "../http/parse-input.ts";
import { requestSignal } from "../http/request-signal.ts";
import type { Route } from "../http/route.ts";

interface Dependencies {
  readonly registry: Registry;
  readonly artefacts: ArtefactStore;
  readonly shutdown: AbortSignal;
}

/** `GET /datasets/{id}/samples`: samples in their order, a page at a time. */
export const datasetSamplesRoute = ({ registry, artefacts, shutdown }: Dependencies): Route => ({
  path: "/datasets/:id/samples",
  get: async (request, response) => {
    const { id } = parseInput(datasetParams, request.params, "path");
    const { split, limit, after } = parseInput(samplesQuerySchema, request.query, "query");
    const version = await requireDataset(registry, id);
    const page = { split, limit, ...(after === undefined ? {} : { after }) };
    const signal = requestSignal(response, shutdown);
    const { items, next } = await readDatasetSamples(artefacts, version, page, signal);
    const body: SamplesResponse = { items: [...items], ...(next === undefined ? {} : { next }) };
    response.json(body);
  },
});
