import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type InstructSample, instructSampleSchema } from "../../../domain/datasets/dataset-version.ts";
import { InvalidInputError } from "../../../domain/errors.ts";
import { seededRandom } from "../../../domain/evaluation/bootstrap.ts";
import type { Artefact } from "../../../domain/registry/artefact.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";

const TEST_FILE = "data/test.jsonl";

const parseLine = (line: string, number: number, datasetId: string): InstructSample => {
  try {
    return instructSampleSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new InvalidInputError(
      `Line ${number} of ${TEST_FILE} of dataset ${datasetId} is not an instruct sample`,
      {
        cause,
      },
    );
  }
};

/** Draws without replacement, in the order in which they stand in the file (Knuth's selection sampling). */
const draw = <Item>(items: readonly Item[], count: number, random: () => number): Item[] => {
  const drawn: Item[] = [];
  for (const [index, item] of items.entries()) {
    if (random() * (items.length - index) < count - drawn.length) drawn.push(item);
  }
  return drawn;
};

/**
 * Samples that the candidate has not been trained on: so many of the dataset's test split, drawn by the seed, or all where
 * there are fewer.
 *
 * @throws {InvalidInputError} when the split holds none, or a line that is no instruct sample.
 */
export const readHeldOut = async (
  artefacts: Pick<ArtefactStore, "fetch">,
  dataset: { readonly id: string; readonly artefact: Artefact },
  { samples, seed }: { readonly samples: number; readonly seed: number },
  signal: AbortSignal,
): Promise<InstructSample[]> => {
  const folder = await artefacts.fetch(dataset.artefact, signal);
  const lines = (await readFile(join(folder, TEST_FILE), "utf8")).split("\n");
  const all = lines.flatMap((line, index) =>
    line.trim() === "" ? [] : [parseLine(line, index + 1, dataset.id)],
  );
  if (all.length > 0) return draw(all, samples, seededRandom(seed));
  throw new InvalidInputError(
    `Dataset ${dataset.id} holds no test samples to evaluate on: make it again with a share of test samples above 0`,
  );
};
