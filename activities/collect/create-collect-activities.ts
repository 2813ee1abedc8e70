import type { UploadStore } from "../../stores/upload-store.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import type { ActivityContext } from "../activity-context.ts";
import { collectGuides } from "./collect-guides.ts";
import { collectLink } from "./collect-link.ts";
import type { CollectActivities } from "./contract.ts";
import { importUpload } from "./import-upload.ts";
import type { PageFetcher } from "./links/page-fetcher.ts";

export interface CollectDependencies {
  readonly warehouse: Warehouse;
  readonly uploads: UploadStore;
  /** The folder that holds the project's guides as Markdown files. */
  readonly guides: string;
  readonly pages: PageFetcher;
  /** Heartbeats and cancellation of the activity that is running. */
  readonly context: () => ActivityContext;
}

/** The steps of `etl`, with their dependencies bound. */
export const createCollectActivities = (dependencies: CollectDependencies): CollectActivities => ({
  importUpload: (input) => importUpload(dependencies, input),
  collectGuides: (input) => collectGuides(dependencies, input),
  collectLink: (input) => collectLink(dependencies, input),
});
