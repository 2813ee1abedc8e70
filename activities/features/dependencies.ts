import type { FeaturesConfig } from "../../configs/features.ts";
import type { Embedder } from "../../models/embedder.ts";
import type { VectorStore } from "../../stores/vector-store.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import type { ActivityContext } from "../activity-context.ts";

/** What the steps of `featureEngineering` work with. */
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
