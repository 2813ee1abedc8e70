import type { FeaturesConfig } from "../../configs/features.ts";
import type { Embedder } from "../../models/embedder.ts";
import type { VectorStore } from "../../stores/vector-store.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import type { ActivityContext } from "../activity-context.ts";
import { buildFeatures } from "./build-features.ts";
import type { FeatureActivities } from "./contract.ts";
import { planBatches } from "./plan-batches.ts";
import { removeDeleted } from "./remove-deleted.ts";
import { resolveScope } from "./resolve-scope.ts";
import { prepareSnapshot, switchSnapshot } from "./snapshot.ts";

export interface FeatureDependencies {
  readonly warehouse: Warehouse;
  readonly vectors: VectorStore;
  readonly embedder: Embedder;
  readonly config: FeaturesConfig;
  /** Who works here, for the run's result: a name that no other worker has. */
  readonly worker: string;
  /** Milliseconds that never run backwards, for time per step. */
  readonly now: () => number;
  /** Heartbeats and cancellation of the activity that is running. */
  readonly context: () => ActivityContext;
}

/** The steps of `featureEngineering`, with their dependencies bound. */
export const createFeatureActivities = (dependencies: FeatureDependencies): FeatureActivities => ({
  resolveScope: (input) => resolveScope(dependencies, input),
  prepareSnapshot: () => prepareSnapshot(dependencies),
  planBatches: (input) => planBatches(dependencies, input),
  buildFeatures: (input) => buildFeatures(dependencies, input),
  removeDeleted: (input) => removeDeleted(dependencies, input),
  switchSnapshot: (input) => switchSnapshot(dependencies, input),
});
