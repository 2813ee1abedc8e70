import type { CleanedDocument } from "../../domain/chunks.ts";
import type { DatasetKind, DatasetLineage, DatasetSample } from "../../domain/datasets/dataset-version.ts";
import type { Dropped } from "../../domain/datasets/sift-samples.ts";
import { documentRuns } from "../../domain/datasets/similar-documents.ts";
import { splitSamples } from "../../domain/datasets/split-samples.ts";
import type { AssembledDataset } from "./contract.ts";
import type { DatasetDependencies } from "./dependencies.ts";
import { storeDataset } from "./store-dataset.ts";

export interface FilteredSamples {
  readonly author: string;
  readonly kind: DatasetKind;
  readonly testShare: number;
  readonly seed: number;
  readonly samples: readonly DatasetSample[];
  /** Those that the samples name. */
  readonly documents: readonly Pick<CleanedDocument, "documentId" | "version" | "text">[];
  readonly dropped: Dropped;
  readonly origin: Pick<DatasetLineage, "source" | "prompt" | "generator" | "uploadId">;
}

/** Splits samples that passed the filters, stores them and registers them as a version. */
export const finishDataset = async (
  dependencies: DatasetDependencies,
  { author, kind, testShare, seed, samples, documents, dropped, origin }: FilteredSamples,
): Promise<Omit<AssembledDataset, "failures">> => {
  const split = splitSamples(samples, {
    ...dependencies.config.split,
    documents: new Map(documents.map(({ documentId, text }) => [documentId, documentRuns(text)])),
    testShare,
    seed,
  });
  const { version, created } = await storeDataset(dependencies, {
    author,
    kind,
    dropped,
    split,
    lineage: {
      ...origin,
      documents: documents.map(({ documentId, version: contentHash }) => ({ id: documentId, contentHash })),
      seed,
    },
  });
  return {
    dataset: version.id,
    version: version.version,
    created,
    documents: documents.length,
    samples: version.samples,
    dropped,
  };
};
