import type { Document } from "../../domain/documents.ts";
import type { EtlResult } from "../../domain/runs/etl.ts";
import { addEtlResults, failedResult, storedResult } from "../../domain/runs/etl-totals.ts";
import type { RunFailure } from "../../domain/runs/failures.ts";
import type { Warehouse } from "../../stores/warehouse.ts";

/** A document or what became of its record, and how many bytes it had at its source. */
export type Collected = { readonly bytes: number } & (
  | { readonly document: Document }
  | { readonly failure: RunFailure }
);

/** A batch that is written: how many records it had, and the result over them. */
export interface WrittenBatch {
  readonly records: number;
  readonly result: EtlResult;
}

const MAX_BATCH_RECORDS = 50;
const MAX_BATCH_BYTES = 4_000_000;

/** Whether the batch must be written before `next` joins it. */
const isFull = (batch: readonly Collected[], bytes: number, next: Collected): boolean =>
  batch.length >= MAX_BATCH_RECORDS ||
  (batch.length > 0 && bytes + next.bytes > MAX_BATCH_BYTES) ||
  // Twice the same document in one write would have no order; in two, the later one wins.
  batch.some((item) => "document" in item && "document" in next && item.document.id === next.document.id);

const write = async (warehouse: Warehouse, batch: readonly Collected[]): Promise<WrittenBatch> => {
  const documents = batch.flatMap((item) => ("document" in item ? item.document : []));
  const outcomes = documents.length === 0 ? [] : await warehouse.upsertDocuments(documents);
  const results = [
    ...documents.map((document, index) => storedResult(document, outcomeOf(outcomes[index], document))),
    ...batch.flatMap((item) => ("failure" in item ? failedResult(item.failure) : [])),
  ];
  return { records: batch.length, result: results.reduce(addEtlResults) };
};

const outcomeOf = (
  given: { readonly id: string; readonly outcome: "new" | "changed" | "unchanged" } | undefined,
  document: Document,
): "new" | "changed" | "unchanged" => {
  if (given?.id !== document.id) throw new Error(`the warehouse told no outcome for document ${document.id}`);
  return given.outcome;
};

/** Stores documents in batches as they come, and tells each batch once it is stored. */
export async function* writeBatches(
  warehouse: Warehouse,
  collected: AsyncIterable<Collected>,
): AsyncIterable<WrittenBatch> {
  let batch: Collected[] = [];
  let bytes = 0;
  for await (const item of collected) {
    if (isFull(batch, bytes, item)) {
      yield await write(warehouse, batch);
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += item.bytes;
  }
  if (batch.length > 0) yield await write(warehouse, batch);
}
