import { InvalidInputError } from "../errors.ts";
import { slugOf } from "../registry/model-version.ts";
import { ANY_AUTHOR } from "../runs/etl.ts";
import type { DatasetVersion } from "./dataset-version.ts";

/**
 * Makes sure that a twin is trained on a dataset that is for its author: one of several authors' documents is, too, when
 * it was made for this one. Spellings of a name that share datasets are one author.
 *
 * @throws {InvalidInputError} that names both authors.
 */
export const requireOwnDataset = (
  { id, author: owner }: Pick<DatasetVersion, "id" | "author">,
  author: string,
): void => {
  if (owner === ANY_AUTHOR || slugOf(owner) === slugOf(author)) return;
  throw new InvalidInputError(
    `dataset: ${id} is for the twin of ${JSON.stringify(owner)}, but the training is for ${JSON.stringify(author)}. Train ${JSON.stringify(owner)} on it, or take a dataset of ${JSON.stringify(author)}: \`twin dataset list\` shows whose they are.`,
  );
};
