import type { EtlResult } from "../../domain/runs/etl.ts";

/** What the collect activities heartbeat and resume from. */
export interface CollectProgress {
  /** Records of the source done, counted from its start. */
  readonly done: number;
  readonly total: number | null;
  /** The result over those records. */
  readonly partial: EtlResult;
}

/** The activities of the `etl` workflow. `author` is a name, or `*` for whoever the source names. */
export interface CollectActivities {
  /** Imports an uploaded file: JSON array or JSON lines, as exported from a document store. */
  importUpload(input: { uploadId: string; author: string }): Promise<EtlResult>;
  /** Imports the project's own guides under an author's name. */
  collectGuides(input: { author: string }): Promise<EtlResult>;
  /** Fetches one page and stores its article. */
  collectLink(input: { link: string; author: string }): Promise<EtlResult>;
}
