import type { DatasetVersion } from "../../../domain/datasets/dataset-version.ts";
import { requireOwnDataset } from "../../../domain/datasets/require-own-dataset.ts";
import { InvalidInputError, NotFoundError } from "../../../domain/errors.ts";
import type { Registry } from "../../../stores/registry.ts";
import type { Baseline, ModelActivities } from "../contract.ts";
import { findQuantizer } from "../quantizers/find-quantizer.ts";
import type { ModelDependencies } from "./dependencies.ts";

const findDataset = async (
  registry: Registry,
  author: string,
  id: string | undefined,
): Promise<DatasetVersion> => {
  if (id === undefined) {
    const { items } = await registry.listDatasets({ author, kind: "instruct" }, { limit: 1 });
    const [newest] = items;
    if (newest) return newest;
    throw new NotFoundError(
      `There is no instruct dataset of ${JSON.stringify(author)} to train on. Make one with \`twin dataset generate\` or \`twin dataset import FILE\`.`,
    );
  }
  const dataset = await registry.getDataset(id);
  if (!dataset) {
    throw new NotFoundError(
      `There is no dataset version ${JSON.stringify(id)}. \`twin dataset list\` shows which there are.`,
    );
  }
  requireOwnDataset(dataset, author);
  if (dataset.kind !== "instruct") {
    throw new InvalidInputError(
      `The dataset ${id} holds ${dataset.kind} samples; the method lora is trained on instruct samples.`,
    );
  }
  return dataset;
};

/** Held-out samples without which nothing can be compared. */
const FEWEST_HELD_OUT = 2;

const checkSize = ({ id, samples: { train, test } }: DatasetVersion): void => {
  if (train > 0 && test >= FEWEST_HELD_OUT) return;
  throw new InvalidInputError(
    `The dataset ${id} has ${train} samples to train on and ${test} to evaluate with; it needs at least 1 and ${FEWEST_HELD_OUT}. Generate it from more documents or with a larger testShare, or import more samples.`,
  );
};

/**
 * What serves now: the version in production, or else a base model that can be served as it is. A base model in a folder
 * or on the hub cannot: the catalogue's default stands in for it.
 */
const findBaseline = async (
  { registry, defaultBaseModel, isCatalogued }: ModelDependencies,
  author: string,
  baseModel: string,
): Promise<Baseline> => {
  const { items } = await registry.listModels({ author, stage: "production" }, { limit: 1 });
  const [serving] = items;
  return serving
    ? { kind: "production", id: serving.id, artefact: serving.artefacts.serving }
    : { kind: "base", id: isCatalogued(baseModel) ? baseModel : defaultBaseModel };
};

/** Finds the dataset to train on, and what the new model is compared with. */
export const resolveTraining = async (
  dependencies: ModelDependencies,
  input: Parameters<ModelActivities["resolveTraining"]>[0],
): ReturnType<ModelActivities["resolveTraining"]> => {
  const { registry, defaultBaseModel, codeVersion } = dependencies;
  const baseModel = input.baseModel ?? defaultBaseModel;
  // Found out now, and not after hours of training.
  if (input.quantization !== undefined) findQuantizer(input.quantization);
  const dataset = await findDataset(registry, input.author, input.dataset);
  checkSize(dataset);
  const trainedBefore =
    input.onlyNewDataset &&
    (await registry.listModels({ author: input.author, datasetId: dataset.id }, { limit: 1 })).items.length >
      0;
  return {
    datasetId: dataset.id,
    dataset: dataset.artefact,
    documents: dataset.lineage.documents.length,
    baseModel,
    baseline: await findBaseline(dependencies, input.author, baseModel),
    codeVersion,
    train: !trainedBefore,
  };
};
