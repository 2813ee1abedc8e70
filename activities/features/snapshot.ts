import type { FeaturesConfig } from "../../configs/features.ts";
import { chunkingVersion } from "../../domain/chunking/chunking-version.ts";
import { cleaningVersion } from "../../domain/cleaning/cleaning-version.ts";
import { cleanedAlias, embeddedAlias, physicalName } from "../../domain/collections.ts";
import { type Category, categories } from "../../domain/documents.ts";
import type { Embedder } from "../../models/embedder.ts";
import type { VectorStore } from "../../stores/vector-store.ts";
import type { FeatureScope, FeatureSnapshot } from "./contract.ts";

interface Dependencies {
  readonly vectors: VectorStore;
  readonly embedder: Embedder;
  readonly config: FeaturesConfig;
}

const collectionsOf = ({ embedder, config }: Dependencies, category: Category) => ({
  cleaned: physicalName(cleanedAlias(category), cleaningVersion(config.cleaning)),
  embedded: physicalName(
    embeddedAlias(category),
    embedder.model,
    embedder.dimension,
    chunkingVersion(config.chunking[category]),
    cleaningVersion(config.cleaning),
  ),
});

const aliasesOf = (snapshot: FeatureSnapshot, wanted: readonly Category[]): Record<string, string> =>
  Object.fromEntries(
    wanted.flatMap((category) => [
      [cleanedAlias(category), snapshot.collections[category].cleaned],
      [embeddedAlias(category), snapshot.collections[category].embedded],
    ]),
  );

/**
 * Creates the collections of the present model, chunking and cleaning, for every category. A public name that points
 * nowhere yet is pointed at them at once, so that a first run can be searched while it goes on.
 */
export const prepareSnapshot = async (dependencies: Dependencies): Promise<FeatureSnapshot> => {
  const { vectors, embedder } = dependencies;
  const snapshot: FeatureSnapshot = {
    embeddingModel: embedder.model,
    dimension: embedder.dimension,
    collections: {
      articles: collectionsOf(dependencies, "articles"),
      posts: collectionsOf(dependencies, "posts"),
      repositories: collectionsOf(dependencies, "repositories"),
    },
  };
  for (const { cleaned, embedded } of Object.values(snapshot.collections)) {
    await vectors.ensureCollection({ name: cleaned, kind: "documents" });
    await vectors.ensureCollection({ name: embedded, kind: "chunks", dimension: embedder.dimension });
  }
  const taken = await vectors.readAliases();
  const free = Object.entries(aliasesOf(snapshot, categories)).filter(([alias]) => !taken.has(alias));
  if (free.length > 0) await vectors.switchAliases(Object.fromEntries(free));
  return snapshot;
};

/** See `FeatureActivities.switchSnapshot`. */
export const switchSnapshot = async (
  { vectors }: Dependencies,
  { scope, snapshot }: { scope: FeatureScope; snapshot: FeatureSnapshot },
): Promise<boolean> => {
  const wanted = aliasesOf(snapshot, scope.categories);
  const present = await vectors.readAliases();
  if (Object.entries(wanted).every(([alias, collection]) => present.get(alias) === collection)) return true;
  if (scope.authorIds) return false;
  await vectors.switchAliases(wanted);
  return true;
};
