import { continueAsNew, workflowInfo } from "@temporalio/workflow";
import type { FeatureScope, FeatureSnapshot } from "../activities/features/contract.ts";
import {
  type FeatureEngineeringInput,
  type FeatureEngineeringResult,
  featureEngineeringInputSchema,
} from "../domain/runs/feature-engineering.ts";
import { featureNotes } from "../domain/runs/feature-notes.ts";
import { addBatch, emptyFeatureTotals, type FeatureTotals } from "../domain/runs/feature-totals.ts";
import { long, quick } from "./activities.ts";
import { parseInput } from "./parse-input.ts";
import { trackStatus } from "./track-status.ts";

/** Pages of the warehouse per run, so that no history comes near Temporal's limits. */
const PAGES_PER_RUN = 5;

/** What goes along when a run continues as new. */
interface Carried {
  readonly scope: FeatureScope;
  readonly documents: number;
  readonly snapshot: FeatureSnapshot;
  readonly totals: FeatureTotals;
  readonly after: string;
}

/** Cleans, chunks, embeds and loads what changed in the warehouse, and removes what left it. */
export async function featureEngineering(
  rawInput: FeatureEngineeringInput,
  carried?: Carried,
): Promise<FeatureEngineeringResult> {
  const { authors, categories, full } = parseInput(featureEngineeringInputSchema, rawInput);
  const status = trackStatus({ documents: "documents", deletions: "documents removed" });
  let totals = carried?.totals ?? emptyFeatureTotals;

  const { scope, documents } = carried ?? (await quick.resolveScope({ authors, categories }));
  const snapshot = carried?.snapshot ?? (await quick.prepareSnapshot());

  const showProgress = (): void => {
    status.note(featureNotes(totals, snapshot));
    status.update("documents", {
      done: totals.documents + totals.skipped + totals.failed,
      total: documents,
      counts: {
        processed: totals.documents,
        unchanged: totals.skipped,
        failed: totals.failed,
        chunks: totals.chunks,
      },
    });
  };
  status.fail(totals.failures);

  await status.step("documents", async () => {
    let after = carried?.after;
    let pages = 0;
    do {
      const plan = await quick.planBatches({ scope, snapshot, full, after });
      totals = { ...totals, skipped: totals.skipped + plan.skipped };
      showProgress();
      await Promise.all(
        plan.batches.map(async (batch) => {
          const outcome = await long.buildFeatures({ ...batch, snapshot });
          totals = addBatch(totals, outcome);
          status.fail(outcome.failures);
          showProgress();
        }),
      );
      after = plan.next;
      pages += 1;
      if (after && (pages >= PAGES_PER_RUN || workflowInfo().continueAsNewSuggested)) {
        await continueAsNew<typeof featureEngineering>(rawInput, {
          scope,
          documents,
          snapshot,
          totals,
          after,
        });
      }
    } while (after);
  });

  await status.step("deletions", async () => {
    for (const category of categories) {
      totals = {
        ...totals,
        deleted: totals.deleted + (await long.removeDeleted({ category, scope, snapshot })),
      };
      status.update("deletions", { done: totals.deleted });
    }
  });

  const serving = await quick.switchSnapshot({ scope, snapshot });
  return {
    ...totals,
    embeddingModel: snapshot.embeddingModel,
    dimension: snapshot.dimension,
    collections: Object.fromEntries(
      categories.map((category) => [category, snapshot.collections[category].embedded]),
    ),
    serving,
  };
}
