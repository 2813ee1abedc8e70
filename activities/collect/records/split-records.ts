import { createRecordSplitter, type RawRecord, type RecordLimits, recordLimits } from "./record-splitter.ts";

/** The records of a stream, one after another. Throws as `createRecordSplitter` does. */
export async function* splitRecords(
  chunks: AsyncIterable<Uint8Array>,
  limits: RecordLimits = recordLimits,
): AsyncIterable<RawRecord> {
  const splitter = createRecordSplitter(limits);
  for await (const chunk of chunks) yield* splitter.push(chunk);
  yield* splitter.end();
}
