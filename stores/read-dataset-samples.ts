import {
  type DatasetSample,
  type DatasetVersion,
  sampleSchemas,
} from "../domain/datasets/dataset-version.ts";
import { ChecksumError, InvalidInputError } from "../domain/errors.ts";
import { splitLines } from "../domain/text/split-lines.ts";
import type { ArtefactStore } from "./artefact-store.ts";
import type { Page } from "./registry.ts";

export interface SamplesPage {
  readonly split: "train" | "test";
  /** The `next` of the page before. */
  readonly after?: string;
  readonly limit: number;
}

type Version = Pick<DatasetVersion, "id" | "kind" | "artefact">;

/** More bytes than any sample that is taken has. */
const MAX_LINE_BYTES = 16_000_000;

const toPosition = (after: string | undefined): number => {
  if (after === undefined) return 0;
  if (/^\d{1,9}$/.test(after)) return Number(after);
  throw new InvalidInputError(
    `after: ${JSON.stringify(after.slice(0, 80))} is not where a page of samples ends`,
  );
};

const parseLine = (bytes: Uint8Array | undefined, { id, kind }: Version, line: number): DatasetSample => {
  try {
    return sampleSchemas[kind].parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new ChecksumError(
      `Line ${line} of the dataset ${id} is no ${kind} sample: make the dataset again, or restore the artefact store.`,
      { cause: error },
    );
  }
};

/**
 * Reads samples of a dataset version in their order, a page at a time, without holding the file.
 *
 * @throws {InvalidInputError} when `after` is not the `next` of a page; {ChecksumError} when the file is not what was
 * stored; otherwise as `ArtefactStore.read`.
 */
export const readDatasetSamples = async (
  artefacts: Pick<ArtefactStore, "read">,
  version: Version,
  { split, after, limit }: SamplesPage,
  signal: AbortSignal,
): Promise<Page<DatasetSample>> => {
  const from = toPosition(after);
  const items: DatasetSample[] = [];
  const content = artefacts.read(version.artefact, `data/${split}.jsonl`, signal);
  for await (const { number, bytes } of splitLines(content, MAX_LINE_BYTES)) {
    if (number <= from) continue;
    if (items.length === limit) return { items, next: String(from + limit) };
    items.push(parseLine(bytes, version, number));
  }
  return { items };
};
