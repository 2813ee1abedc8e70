import { buildFeatures } from "./build-features.ts";
import type { FeatureActivities } from "./contract.ts";
import type { FeatureDependencies } from "./dependencies.ts";
import { planBatches } from "./plan-batches.ts";
import { removeDeleted } from "./remove-deleted.ts";
import { resolveScope } from "./resolve-scope.ts";
import { prepareSnapshot, switchSnapshot } from "./snapshot.ts";

/** The steps of `featureEngineering`, with their dependencies bound. */
export const createFeatureActivities = (dependencies: FeatureDependencies): FeatureActivities => ({
  resolveScope: (input) => resolveScope(dependencies, input),
  prepareSnapshot: () => prepareSnapshot(dependencies),
  planBatches: (input) => planBatches(dependencies, input),
  buildFeatures: (input) => buildFeatures(dependencies, input),
  removeDeleted: (input) => removeDeleted(dependencies, input),
  switchSnapshot: (input) => switchSnapshot(dependencies, input),
});
