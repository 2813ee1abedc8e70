import type { CollectActivities } from "../../activities/collect/contract.ts";
import type { BatchPlan, FeatureActivities, FeatureSnapshot } from "../../activities/features/contract.ts";
import { storedResult } from "../../domain/runs/etl-totals.ts";
import type { BatchOutcome } from "../../domain/runs/feature-totals.ts";

export const snapshot: FeatureSnapshot = {
  embeddingModel: "test-model",
  dimension: 4,
  collections: {
    articles: { cleaned: "cleaned_articles__t", embedded: "embedded_articles__t" },
    posts: { cleaned: "cleaned_posts__t", embedded: "embedded_posts__t" },
    repositories: { cleaned: "cleaned_repositories__t", embedded: "embedded_repositories__t" },
  },
};

/** What a batch comes to that holds nothing. */
export const emptyOutcome: BatchOutcome = {
  worker: "w",
  documents: 0,
  documentsByAuthor: {},
  chunks: 0,
  staleChunks: 0,
  chunkSizes: null,
  failures: [],
  seconds: { clean: 0, chunk: 0, embed: 0, load: 0 },
};

/** Feature activities over a warehouse of so many pages, each with two documents to process and one unchanged. */
export const pagedFeatures = (pages: number): FeatureActivities => ({
  resolveScope: async () => ({ scope: { categories: ["articles"] }, documents: pages * 3 }),
  prepareSnapshot: async () => snapshot,
  planBatches: async ({ after }): Promise<BatchPlan> => {
    const page = Number(after ?? 0);
    const batches = [`${page}-a`, `${page}-b`].map((id) => ({
      category: "articles" as const,
      documentIds: [id],
    }));
    return { batches, skipped: 1, ...(page + 1 < pages && { next: String(page + 1) }) };
  },
  buildFeatures: async () => ({ ...emptyOutcome, documents: 1, chunks: 5 }),
  removeDeleted: async () => 2,
  switchSnapshot: async () => true,
});

const collect: Partial<CollectActivities> = {
  collectGuides: async () => storedResult({ platform: "web", category: "articles" }, "new"),
  importUpload: async () => storedResult({ platform: "medium", category: "articles" }, "unchanged"),
  collectLink: async () => storedResult({ platform: "web", category: "articles" }, "changed"),
};

/** The runs whose histories are kept under test/histories, by file name. */
export const recordedRuns: Readonly<
  Record<string, { type: string; input: unknown; activities: Partial<FeatureActivities & CollectActivities> }>
> = {
  "etl-sources-and-links": {
    type: "etl",
    input: {
      author: "Ada",
      sources: [{ kind: "guides" }, { kind: "upload", id: "a".repeat(64) }],
      links: ["https://a.org/1", "https://a.org/2"],
      consent: true,
    },
    activities: collect,
  },
  "feature-engineering": { type: "featureEngineering", input: {}, activities: pagedFeatures(3) },
  "feature-engineering-continued": { type: "featureEngineering", input: {}, activities: pagedFeatures(7) },
  twin: {
    type: "twin",
    input: { author: "Ada", sources: [{ kind: "guides" }] },
    activities: { ...collect, ...pagedFeatures(1) },
  },
  "wrong-input": { type: "etl", input: { autor: "Ada" }, activities: {} },
};
