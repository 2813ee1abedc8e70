import { setImmediate } from "node:timers/promises";
import type { DatasetsConfig } from "../../../configs/datasets.ts";
import type { DatasetKind, DatasetSample } from "../../../domain/datasets/dataset-version.ts";
import { createDuplicateFilter, createLengthFilter } from "../../../domain/datasets/filters.ts";
import { parseSample } from "../../../domain/datasets/parse-sample.ts";
import {
  type Dropped,
  nothingDropped,
  reasonToDrop,
  type SampleFilters,
} from "../../../domain/datasets/sift-samples.ts";
import { InvalidInputError } from "../../../domain/errors.ts";
import { MAX_LISTED_FAILURES, type RunFailure } from "../../../domain/runs/failures.ts";
import { type Place, readValues } from "./read-values.ts";

/** Samples after which others get their turn. */
const SAMPLES_PER_TURN = 200;

export interface SiftedUpload {
  readonly samples: readonly DatasetSample[];
  readonly dropped: Dropped;
  /** The first places that hold no sample. */
  readonly failures: readonly RunFailure[];
}

const parsePlace = (place: Place, kind: DatasetKind) =>
  "problem" in place ? place : parseSample(place.value, kind);

/**
 * Reads the samples of a file and filters them. A place that holds no sample is counted as malformed and listed.
 *
 * @throws {InvalidInputError} when an array is broken, or there are more samples than are taken.
 */
export const siftUpload = async (
  chunks: AsyncIterable<Uint8Array>,
  kind: DatasetKind,
  { imports, length, duplicates }: DatasetsConfig,
): Promise<SiftedUpload> => {
  const filters: SampleFilters = {
    length: createLengthFilter(length),
    duplicate: createDuplicateFilter(duplicates),
  };
  const samples: DatasetSample[] = [];
  const dropped = nothingDropped();
  const failures: RunFailure[] = [];
  let places = 0;
  for await (const place of readValues(chunks, imports.maxSampleBytes)) {
    if (++places % SAMPLES_PER_TURN === 0) await setImmediate();
    if (places > imports.maxSamples) {
      throw new InvalidInputError(
        `The file holds more than ${imports.maxSamples} samples, the most that one dataset takes (imports.maxSamples in configs/datasets.yaml): split it.`,
      );
    }
    const parsed = parsePlace(place, kind);
    if ("problem" in parsed) {
      dropped.malformed++;
      if (failures.length < MAX_LISTED_FAILURES) {
        failures.push({ where: place.where, reason: parsed.problem });
      }
      continue;
    }
    const reason = reasonToDrop(filters, parsed.sample);
    if (reason) dropped[reason]++;
    else samples.push(parsed.sample);
  }
  return { samples, dropped, failures };
};
