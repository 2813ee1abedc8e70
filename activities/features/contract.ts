import type { Category } from "../../domain/documents.ts";
import type { BatchOutcome } from "../../domain/runs/feature-totals.ts";

/** Where a run reads and writes: the physical collections of the present model, chunking and cleaning. */
export interface FeatureSnapshot {
  readonly embeddingModel: string;
  /** Floats per vector. */
  readonly dimension: number;
  readonly collections: Readonly<Record<Category, { readonly cleaned: string; readonly embedded: string }>>;
}

/** Whose documents of which kind a run covers; ids, not names. */
export interface FeatureScope {
  readonly authorIds?: readonly string[];
  readonly categories: readonly Category[];
}

/** Documents to process, in batches, found on one page of the warehouse. */
export interface BatchPlan {
  /** Each batch holds ids of documents of one category. */
  readonly batches: readonly { readonly category: Category; readonly documentIds: readonly string[] }[];
  /** Documents on this page that need no work. */
  readonly skipped: number;
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
}

/** The activities of the `featureEngineering` workflow. Every one of them may run twice without harm. */
export interface FeatureActivities {
  /** Turns names into a scope and counts its documents. Throws `NotFoundError` for an unknown author. */
  resolveScope(input: {
    authors?: readonly string[];
    categories: readonly Category[];
  }): Promise<{ scope: FeatureScope; documents: number }>;
  /** Creates the collections that the present models and settings call for. */
  prepareSnapshot(): Promise<FeatureSnapshot>;
  /** Finds the documents on one page of the warehouse that are new or changed (or all of them, with `full`). */
  planBatches(input: {
    scope: FeatureScope;
    snapshot: FeatureSnapshot;
    full: boolean;
    after?: string;
  }): Promise<BatchPlan>;
  /** Cleans, chunks, embeds and loads one batch. A document that cannot be processed is reported, the others go on. */
  buildFeatures(input: {
    category: Category;
    documentIds: readonly string[];
    snapshot: FeatureSnapshot;
  }): Promise<BatchOutcome>;
  /** Removes what the warehouse no longer holds from both collections of a category; resolves to the documents removed. */
  removeDeleted(input: {
    category: Category;
    scope: FeatureScope;
    snapshot: FeatureSnapshot;
  }): Promise<number>;
  /**
   * Points the public names (`embedded_articles`, …) at the snapshot: always where a name is still free, and where it
   * points elsewhere only after a run over all authors. Resolves to whether the snapshot is what searches read now.
   */
  switchSnapshot(input: { scope: FeatureScope; snapshot: FeatureSnapshot }): Promise<boolean>;
}
