import { parseRecord } from "../../../domain/collecting/parse-record.ts";
import { contentHash } from "../../../domain/content-hash.ts";
import type { Collected } from "../write-batches.ts";
import { parseRawRecord } from "./parse-raw-record.ts";
import { splitRecords } from "./split-records.ts";

/** The last record of those that have one link, and what it says. */
interface LastRecord {
  readonly position: number;
  readonly contentHash: string;
}

/** What is known of a file once it was read from end to end. */
export interface FileSurvey {
  readonly records: number;
  /** By the id of the document, for links that more than one record has. */
  readonly repeated: ReadonlyMap<string, LastRecord>;
}

/**
 * Reads a file from end to end: checks its syntax, counts its records and finds the links that come more than once.
 * Holds some 80 bytes a record.
 *
 * @param author the run's author, or `*`.
 * @throws {InvalidInputError} when the file is no JSON array and no JSON lines, with the place.
 */
export const surveyFile = async (chunks: AsyncIterable<Uint8Array>, author: string): Promise<FileSurvey> => {
  const seen = new Set<string>();
  const repeated = new Map<string, LastRecord>();
  let records = 0;
  for await (const record of splitRecords(chunks)) {
    const parsed = parseRecord(parseRawRecord(record), author);
    records++;
    if (!("document" in parsed)) continue;
    const { id } = parsed.document;
    if (seen.has(id)) {
      repeated.set(id, { position: record.position, contentHash: contentHash(parsed.document) });
    }
    seen.add(id);
  }
  return { records, repeated };
};

/**
 * The records of a file as documents, or what is wrong with them. Of several with one link the last is taken: were
 * each written in its turn, importing the file again would change the document again.
 *
 * @param skip records at the beginning that are done already.
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  { author, skip, survey }: { readonly author: string; readonly skip: number; readonly survey: FileSurvey },
): AsyncIterable<Collected> {
  for await (const record of splitRecords(chunks)) {
    if (record.position <= skip) continue;
    const parsed = parseRecord(parseRawRecord(record), author);
    const bytes = record.bytes.byteLength;
    const where = `record ${record.position} (line ${record.start.line})`;
    if ("problem" in parsed) {
      yield { failure: { where, reason: parsed.problem }, bytes };
      continue;
    }
    const { document } = parsed;
    const last = survey.repeated.get(document.id);
    if (last === undefined || last.contentHash === contentHash(document)) yield { document, bytes };
    else {
      const reason = `link: record ${last.position} has the same one and other content, and the later one is taken`;
      yield { failure: { where, reason }, bytes };
    }
  }
}
