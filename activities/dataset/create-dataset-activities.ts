import { assembleDataset } from "./assemble-dataset.ts";
import type { DatasetActivities } from "./contract.ts";
import type { DatasetDependencies } from "./dependencies.ts";
import { generateSamples } from "./generation/generate-samples.ts";
import { planDataset } from "./generation/plan-dataset.ts";
import { importDataset } from "./imports/import-dataset.ts";
import { listDocuments } from "./list-documents.ts";

/** The steps of `datasetGeneration`, with their dependencies bound. */
export const createDatasetActivities = (dependencies: DatasetDependencies): DatasetActivities => ({
  planDataset: (input) => planDataset(dependencies, input),
  listDocuments: (input) => listDocuments(dependencies, input),
  generateSamples: (input) => generateSamples(dependencies, input),
  assembleDataset: (input) => assembleDataset(dependencies, input),
  importDataset: (input) => importDataset(dependencies, input),
});
