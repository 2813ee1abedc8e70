import { cleaningVersion } from "../../domain/cleaning/cleaning-version.ts";
import { type Category, categories, type DocumentSummary } from "../../domain/documents.ts";
import type { BatchPlan, FeatureActivities, FeatureSnapshot } from "./contract.ts";
import type { FeatureDependencies } from "./dependencies.ts";
import { featureVersion } from "./feature-version.ts";

/** Documents looked at per plan; keeps what one page adds to a run's history small. */
const PAGE_SIZE = 500;

/** Batches that a page is split into: enough that several workers share it and that a killed one loses little. */
const BATCHES_PER_PAGE = 20;

/** Documents that a batch holds at least, where there are so many: enough for well-filled embedding batches. */
const LEAST_PER_BATCH = 8;

type Dependencies = Pick<FeatureDependencies, "warehouse" | "vectors" | "config">;

/** See `FeatureActivities.planBatches`. */
export const planBatches = async (
  { warehouse, vectors, config }: Dependencies,
  { scope, snapshot, full, after }: Parameters<FeatureActivities["planBatches"]>[0],
): Promise<BatchPlan> => {
  const page = await warehouse.listDocuments(scope, { limit: PAGE_SIZE, ...(after && { after }) });
  const version = (document: DocumentSummary) =>
    featureVersion(document.contentHash, cleaningVersion(config.cleaning));
  const pending: DocumentSummary[] = [];
  for (const category of categories) {
    const documents = page.items.filter((document) => document.category === category);
    const stored = full ? undefined : await readStoredVersions(vectors, snapshot, category, documents);
    pending.push(...documents.filter((document) => stored?.get(document.id) !== version(document)));
  }
  return {
    batches: splitByCategory(
      pending,
      Math.max(LEAST_PER_BATCH, Math.ceil(pending.length / BATCHES_PER_PAGE)),
    ),
    skipped: page.items.length - pending.length,
    ...(page.next && { next: page.next }),
  };
};

const splitByCategory = (documents: readonly DocumentSummary[], size: number): BatchPlan["batches"] =>
  [...Map.groupBy(documents, ({ category }) => category)].flatMap(([category, ofCategory]) =>
    Array.from({ length: Math.ceil(ofCategory.length / size) }, (_, index) => ({
      category,
      documentIds: ofCategory.slice(index * size, (index + 1) * size).map(({ id }) => id),
    })),
  );

/** Document id → version, for documents whose cleaned text and chunks both stand at that version. */
const readStoredVersions = async (
  vectors: Dependencies["vectors"],
  snapshot: FeatureSnapshot,
  category: Category,
  documents: readonly DocumentSummary[],
): Promise<ReadonlyMap<string, string>> => {
  if (documents.length === 0) return new Map();
  const ids = documents.map((document) => document.id);
  const { cleaned, embedded } = snapshot.collections[category];
  const [cleanedVersions, embeddedVersions] = await Promise.all([
    vectors.readVersions(cleaned, ids),
    vectors.readVersions(embedded, ids),
  ]);
  return new Map([...cleanedVersions].filter(([id, version]) => embeddedVersions.get(id) === version));
};
