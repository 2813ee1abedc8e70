import { cleaningVersion } from "../../domain/cleaning/cleaning-version.ts";
import { type Category, categories, type DocumentSummary } from "../../domain/documents.ts";
import type { BatchPlan, FeatureActivities, FeatureSnapshot } from "./contract.ts";
import type { FeatureDependencies } from "./dependencies.ts";
import { featureVersion } from "./feature-version.ts";

/** Documents looked at per plan; keeps what one page adds to a run's history small. */
const PAGE_SIZE = 400;

/**
 * Documents per batch: enough for well-filled embedding batches, few enough that several workers share a small corpus
 * and that a killed worker loses little.
 */
const BATCH_SIZE = 8;

type Dependencies = Pick<FeatureDependencies, "warehouse" | "vectors" | "config">;

/** See `FeatureActivities.planBatches`. */
export const planBatches = async (
  { warehouse, vectors, config }: Dependencies,
  { scope, snapshot, full, after }: Parameters<FeatureActivities["planBatches"]>[0],
): Promise<BatchPlan> => {
  const page = await warehouse.listDocuments(scope, { limit: PAGE_SIZE, ...(after && { after }) });
  const version = (document: DocumentSummary) =>
    featureVersion(document.contentHash, cleaningVersion(config.cleaning));
  const batches: { category: Category; documentIds: string[] }[] = [];
  let skipped = 0;
  for (const category of categories) {
    const documents = page.items.filter((document) => document.category === category);
    const stored = full ? undefined : await readStoredVersions(vectors, snapshot, category, documents);
    const pending = documents.filter((document) => stored?.get(document.id) !== version(document));
    skipped += documents.length - pending.length;
    for (let start = 0; start < pending.length; start += BATCH_SIZE) {
      const documentIds = pending.slice(start, start + BATCH_SIZE).map((document) => document.id);
      batches.push({ category, documentIds });
    }
  }
  return { batches, skipped, ...(page.next && { next: page.next }) };
};

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
