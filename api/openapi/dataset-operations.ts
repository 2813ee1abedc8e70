import { z } from "zod";
import {
  datasetDetailSchema,
  datasetParams,
  datasetsQuerySchema,
  datasetsResponseSchema,
  exportQuerySchema,
  samplesQuerySchema,
  samplesResponseSchema,
} from "../contract/datasets.ts";
import type { OperationDescription } from "./operation.ts";

const UNAVAILABLE = "The registry or the artefact store does not answer";

/** Operations on dataset versions. */
export const datasetOperations: readonly OperationDescription[] = [
  {
    method: "get",
    path: "/datasets",
    operationId: "listDatasets",
    tag: "training",
    summary: "List the versions of datasets, newest first",
    query: datasetsQuerySchema,
    answers: { 200: { description: "One page", schema: datasetsResponseSchema } },
    problems: { 400: "Wrong input", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/datasets/{id}",
    operationId: "getDataset",
    tag: "training",
    summary: "Read a version of a dataset: counts, lineage and files",
    params: datasetParams,
    answers: { 200: { description: "The version", schema: datasetDetailSchema } },
    problems: { 400: "Wrong id", 404: "No such dataset", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/datasets/{id}/samples",
    operationId: "listSamples",
    tag: "training",
    summary: "Read samples of a dataset in their order",
    params: datasetParams,
    query: samplesQuerySchema,
    answers: { 200: { description: "One page", schema: samplesResponseSchema } },
    problems: { 400: "Wrong input", 404: "No such dataset", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/datasets/{id}/export",
    operationId: "exportDataset",
    tag: "training",
    summary: "Download a dataset",
    description:
      "`format=jsonl` answers one split as JSON lines; `format=huggingface` the dataset folder as a zip archive. A download that breaks off is not whole.",
    params: datasetParams,
    query: exportQuerySchema,
    answers: {
      200: { description: "The file", schema: z.string(), contentType: "application/octet-stream" },
    },
    problems: { 400: "Wrong input", 404: "No such dataset", 503: UNAVAILABLE },
  },
];
