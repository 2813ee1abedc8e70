import { setImmediate } from "node:timers/promises";
import type { CleanedDocument } from "../../../domain/chunks.ts";
import { createAttribution } from "../../../domain/datasets/attribution.ts";
import type { DatasetSample } from "../../../domain/datasets/dataset-version.ts";
import type { Likeness } from "../../../domain/datasets/filters.ts";
import { answerOf } from "../../../domain/datasets/parse-sample.ts";

/**
 * Gives each sample the document that its answer shares most with, where that is enough.
 *
 * @param documents those that the answers may come from, read once.
 */
export const traceSamples = async (
  samples: readonly DatasetSample[],
  documents: AsyncIterable<CleanedDocument>,
  likeness: Likeness,
): Promise<DatasetSample[]> => {
  const attribution = createAttribution(samples.map(answerOf), likeness);
  for await (const { documentId, text } of documents) {
    attribution.look(documentId, text);
    await setImmediate();
  }
  const sources = attribution.result();
  return samples.map((sample, index) => ({ ...sample, documentId: sources[index] ?? null }));
};
