import { groupCommands } from "../define-command.ts";
import { exportDataset } from "./dataset/export.ts";
import { generateDataset } from "./dataset/generate.ts";
import { importSamples } from "./dataset/import.ts";
import { listDatasets } from "./dataset/list.ts";
import { showDataset } from "./dataset/show.ts";

export const datasetCommands = groupCommands("dataset", "Make, list, show and save datasets.", [
  generateDataset,
  importSamples,
  listDatasets,
  showDataset,
  exportDataset,
]);
