import { InvalidInputError } from "../../domain/errors.ts";
import type { EtlResult } from "../../domain/runs/etl.ts";
import { addEtlResults, emptyEtlResult } from "../../domain/runs/etl-totals.ts";
import type { UploadStore } from "../../stores/upload-store.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import type { ActivityContext } from "../activity-context.ts";
import { readProgress } from "./collect-progress.ts";
import type { CollectProgress } from "./contract.ts";
import { type FileSurvey, readRecords, surveyFile } from "./records/read-records.ts";
import { writeBatches } from "./write-batches.ts";

interface ImportDependencies {
  readonly warehouse: Warehouse;
  readonly uploads: UploadStore;
  readonly context: () => ActivityContext;
}

/** A file's chunks, with a sign of life at each of them. */
async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  beat: () => void,
): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    beat();
    yield chunk;
  }
}

const named = (uploadId: string, error: unknown): unknown =>
  error instanceof InvalidInputError
    ? new InvalidInputError(
        `The upload ${uploadId.slice(0, 12)}… cannot be imported, and nothing of it was: ${error.message}`,
        { cause: error },
      )
    : error;

/**
 * Imports an uploaded file of records. Its syntax is checked from end to end before anything is written; records
 * that say something wrong are failures of the result, and the others are kept. Goes on from the last heartbeat.
 *
 * @throws {InvalidInputError} when the file is no JSON array and no JSON lines, with the place.
 * @throws {NotFoundError} when there is no such upload.
 */
export const importUpload = async (
  { warehouse, uploads, context }: ImportDependencies,
  { uploadId, author }: { readonly uploadId: string; readonly author: string },
): Promise<EtlResult> => {
  const { signal, heartbeat, lastHeartbeat } = context();
  let progress: CollectProgress = readProgress(lastHeartbeat) ?? {
    done: 0,
    total: null,
    partial: emptyEtlResult,
  };
  const chunks = () => watched(uploads.open(uploadId, signal), signal, () => heartbeat(progress));

  let survey: FileSurvey;
  try {
    survey = await surveyFile(chunks(), author);
  } catch (error) {
    throw named(uploadId, error);
  }
  progress = { ...progress, total: survey.records };
  const records = readRecords(chunks(), { author, skip: progress.done, survey });
  for await (const batch of writeBatches(warehouse, records)) {
    progress = {
      ...progress,
      done: progress.done + batch.records,
      partial: addEtlResults(progress.partial, batch.result),
    };
    heartbeat(progress);
    signal.throwIfAborted();
  }
  return progress.partial;
};
