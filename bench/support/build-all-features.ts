import type { FeatureActivities, FeatureSnapshot } from "../../activities/features/contract.ts";
import { categories } from "../../domain/documents.ts";
import { addBatch, emptyFeatureTotals, type FeatureTotals } from "../../domain/runs/feature-totals.ts";

/** What `featureEngineering` does, without Temporal: every batch of every page, a few at once. */
export const buildAllFeatures = async (
  activities: FeatureActivities,
  onProgress: (totals: FeatureTotals, documents: number) => void = () => undefined,
): Promise<{ totals: FeatureTotals; snapshot: FeatureSnapshot }> => {
  const { scope, documents } = await activities.resolveScope({ categories });
  const snapshot = await activities.prepareSnapshot();
  let totals = emptyFeatureTotals;
  let after: string | undefined;
  do {
    const plan = await activities.planBatches({ scope, snapshot, full: false, ...(after && { after }) });
    totals = { ...totals, skipped: totals.skipped + plan.skipped };
    for (const batch of plan.batches) {
      totals = addBatch(totals, await activities.buildFeatures({ ...batch, snapshot }));
      onProgress(totals, documents);
    }
    after = plan.next;
  } while (after);
  await activities.switchSnapshot({ scope, snapshot });
  return { totals, snapshot };
};
