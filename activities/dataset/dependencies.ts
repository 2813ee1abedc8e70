import type { DatasetsConfig } from "../../configs/datasets.ts";
import type { GenerationBackend } from "../../models/generation.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";
import type { Registry } from "../../stores/registry.ts";
import type { UploadStore } from "../../stores/upload-store.ts";
import type { VectorStore } from "../../stores/vector-store.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import type { ActivityContext } from "../activity-context.ts";
import type { DatasetPrompt } from "./generation/dataset-prompt.ts";

/** What the steps of `datasetGeneration` work with. */
export interface DatasetDependencies {
  readonly vectors: VectorStore;
  readonly warehouse: Warehouse;
  readonly registry: Registry;
  readonly artefacts: ArtefactStore;
  readonly uploads: UploadStore;
  /** Opens the generation backend, or gives the one that is open; whoever hands this in closes it. */
  readonly openBackend: () => Promise<GenerationBackend>;
  readonly config: DatasetsConfig;
  readonly prompt: DatasetPrompt;
  /** A folder in which files may be written for a while; made when it is missing. */
  readonly scratch: string;
  /** Heartbeats and cancellation of the activity that is running. */
  readonly context: () => ActivityContext;
}
