import { describe, expect, it } from "vitest";
import type { FeatureSnapshot } from "../../../activities/features/contract.ts";
import { featureVersion } from "../../../activities/features/feature-version.ts";
import { planBatches } from "../../../activities/features/plan-batches.ts";
import { readFeaturesConfig } from "../../../configs/features.ts";
import { cleaningVersion } from "../../../domain/cleaning/cleaning-version.ts";
import type { Category, DocumentSummary } from "../../../domain/documents.ts";
import type { VectorStore } from "../../../stores/vector-store.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";
import { strictFake } from "../../support/strict-fake.ts";

const config = await readFeaturesConfig();
const snapshot: FeatureSnapshot = {
  embeddingModel: "test-model",
  dimension: 4,
  collections: {
    articles: { cleaned: "cleaned_articles", embedded: "embedded_articles" },
    posts: { cleaned: "cleaned_posts", embedded: "embedded_posts" },
    repositories: { cleaned: "cleaned_repositories", embedded: "embedded_repositories" },
  },
};

const summaries = (category: Category, count: number): DocumentSummary[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${category}-${index}`,
    category,
    platform: "web",
    author: { id: "a", name: "Ada" },
    link: `/${category}/${index}`,
    title: "",
    contentHash: `hash of ${category} ${index}`,
    updatedAt: "2026-01-01T00:00:00Z",
  }));

const present = ({ contentHash }: DocumentSummary): string =>
  featureVersion(contentHash, cleaningVersion(config.cleaning));

/** Plans one page; `stored` tells what a collection holds of a document. */
const plan = (
  items: readonly DocumentSummary[],
  stored: (collection: string, document: DocumentSummary) => string | undefined = () => undefined,
  { full = false, next }: { full?: boolean; next?: string } = {},
) =>
  planBatches(
    {
      config,
      warehouse: strictFake<Warehouse>("warehouse", {
        listDocuments: async () => ({ items, ...(next && { next }) }),
      }),
      vectors: strictFake<VectorStore>("vectors", {
        readVersions: async (collection, ids) =>
          new Map(
            items
              .filter(({ id }) => ids.includes(id))
              .flatMap((document): [string, string][] => {
                const version = stored(collection, document);
                return version === undefined ? [] : [[document.id, version]];
              }),
          ),
      }),
    },
    { scope: { categories: ["articles", "posts", "repositories"] }, snapshot, full },
  );

describe("planBatches", () => {
  it("splits little work into small batches, each of one category, without losing or repeating a document", async () => {
    const items = [...summaries("articles", 20), ...summaries("posts", 5)];
    const { batches, skipped } = await plan(items);
    expect(batches.map(({ category, documentIds }) => [category, documentIds.length])).toEqual([
      ["articles", 8],
      ["articles", 8],
      ["articles", 4],
      ["posts", 5],
    ]);
    expect(batches.flatMap(({ documentIds }) => documentIds)).toEqual(items.map(({ id }) => id));
    expect(skipped).toBe(0);
  });

  it("splits a full page into twenty", async () => {
    const { batches } = await plan(summaries("posts", 500));
    expect(batches.map(({ documentIds }) => documentIds.length)).toEqual(
      Array.from({ length: 20 }, () => 25),
    );
  });

  it("skips what stands in both collections at the present version, and nothing else", async () => {
    const items = summaries("articles", 4);
    const { batches, skipped } = await plan(items, (collection, document) => {
      switch (document.id) {
        case "articles-0":
          return present(document);
        case "articles-1":
          return "an older version";
        case "articles-2":
          return collection === "embedded_articles" ? present(document) : undefined;
        default:
          return undefined;
      }
    });
    expect(batches.flatMap(({ documentIds }) => documentIds)).toEqual([
      "articles-1",
      "articles-2",
      "articles-3",
    ]);
    expect(skipped).toBe(1);
  });

  it("skips nothing with `full`", async () => {
    const { batches, skipped } = await plan(summaries("posts", 3), (_, document) => present(document), {
      full: true,
    });
    expect(batches.flatMap(({ documentIds }) => documentIds)).toHaveLength(3);
    expect(skipped).toBe(0);
  });

  it("tells where the next page starts, and nothing on the last", async () => {
    expect(await plan([], undefined, { next: "there" })).toEqual({ batches: [], skipped: 0, next: "there" });
    expect(await plan([])).toEqual({ batches: [], skipped: 0 });
  });
});
