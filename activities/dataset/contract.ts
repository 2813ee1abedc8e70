import type { DatasetKind } from "../../domain/datasets/dataset-version.ts";
import type { RunFailure } from "../../domain/runs/failures.ts";

/** How samples are made, fixed at the start of a run. */
export interface DatasetPlan {
  readonly author: string;
  readonly kind: DatasetKind;
  readonly samplesPerDocument: number;
  readonly testShare: number;
  readonly seed: number;
  /** Name and version of the prompt, and what generates: part of the hash under which samples are kept. */
  readonly prompt: string;
  readonly generator: string;
}

/** Generated samples of one document, referred to by hash: samples never travel through a workflow. */
export interface DocumentSamples {
  readonly documentId: string;
  readonly contentHash: string;
  readonly hash: string;
  readonly samples: number;
  /** Whether they were there before. */
  readonly reused: boolean;
}

/** What assembling a dataset came to. */
export interface AssembledDataset {
  readonly dataset: string;
  readonly version: number;
  readonly created: boolean;
  readonly documents: number;
  readonly samples: { readonly train: number; readonly test: number };
  readonly dropped: Readonly<Record<string, number>>;
  readonly failures: readonly RunFailure[];
}

/** The activities of the `datasetGeneration` workflow, on the CPU queue. Every one of them may run twice without harm. */
export interface DatasetActivities {
  /** Fixes prompt and generator. Throws `InvalidInputError` when the backend can't generate JSON. */
  planDataset(input: {
    author: string;
    kind: DatasetKind;
    samplesPerDocument: number;
    testShare: number;
    seed: number;
  }): Promise<DatasetPlan>;
  /**
   * Ids of cleaned documents of these authors, a page at a time. Throws `NotFoundError` for an unknown author.
   */
  listDocuments(input: {
    authors?: readonly string[];
    after?: string;
    limit: number;
  }): Promise<{ documentIds: readonly string[]; total: number; next?: string }>;
  /** Generates (or finds) the samples of one document. Long; goes on where an earlier attempt stopped. */
  generateSamples(input: { plan: DatasetPlan; documentId: string }): Promise<DocumentSamples>;
  /** Filters, splits by document, stores and registers. */
  assembleDataset(input: {
    plan: DatasetPlan;
    documents: readonly DocumentSamples[];
  }): Promise<AssembledDataset>;
  /** Reads an uploaded file of samples (JSONL, or a JSON array), filters, splits, stores and registers. */
  importDataset(input: {
    uploadId: string;
    author: string;
    kind: DatasetKind;
    testShare: number;
    seed: number;
  }): Promise<AssembledDataset>;
}
