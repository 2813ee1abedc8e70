import { join } from "node:path";
import { InvalidInputError } from "../../domain/errors.ts";
import type { Artefact } from "../../domain/registry/artefact.ts";
import type { TrainingDependencies } from "./dependencies.ts";

const TRAIN_FILE = "data/train.jsonl";
const TEST_FILE = "data/test.jsonl";

/**
 * Fetches a dataset and says where its samples are; `evalFile` is `undefined` where it has no held-out ones.
 *
 * @throws {InvalidInputError} when it has nothing to train on.
 */
export const datasetFiles = async (
  { artefacts }: Pick<TrainingDependencies, "artefacts">,
  dataset: Artefact,
  signal: AbortSignal,
): Promise<{ trainFile: string; evalFile: string | undefined }> => {
  const hasLines = (path: string): boolean =>
    dataset.files.some((file) => file.path === path && file.bytes > 0);
  if (!hasLines(TRAIN_FILE)) {
    throw new InvalidInputError(`dataset: the artefact ${dataset.id} has no samples in ${TRAIN_FILE}`);
  }
  const folder = await artefacts.fetch(dataset, signal);
  return {
    trainFile: join(folder, TRAIN_FILE),
    evalFile: hasLines(TEST_FILE) ? join(folder, TEST_FILE) : undefined,
  };
};
