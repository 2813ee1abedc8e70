import { describeError } from "../../../domain/describe-error.ts";
import { splitLines } from "../../../domain/text/split-lines.ts";
import { parseRawRecord } from "../../collect/records/parse-raw-record.ts";
import { splitRecords } from "../../collect/records/split-records.ts";

/** What stands in one place of a file: a JSON value, or what is wrong there. */
export type Place = { readonly where: string } & ({ readonly value: unknown } | { readonly problem: string });

/** Brackets open at once in one sample. */
const MAX_DEPTH = 64;
const OPENING_BRACKET = 0x5b;
/** White space and the bytes of a byte order mark. */
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** The first byte that is not blank, and all chunks again. */
const peek = async (
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ first: number | undefined; all: AsyncIterable<Uint8Array> }> => {
  const iterator = chunks[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const { done, value } = await iterator.next();
    if (done) break;
    seen.push(value);
    first = value.find((byte) => !BLANK.has(byte));
  }
  const rest = { [Symbol.asyncIterator]: () => iterator };
  return {
    first,
    all: (async function* () {
      try {
        yield* seen;
        yield* rest;
      } finally {
        // Who stops at the first bytes closes the file, too.
        await iterator.return?.();
      }
    })(),
  };
};

async function* readArray(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Place> {
  for await (const record of splitRecords(chunks, { maxRecordBytes: maxBytes, maxDepth: MAX_DEPTH })) {
    const where = `record ${record.position} (line ${record.start.line})`;
    try {
      yield { where, value: parseRawRecord(record) };
    } catch (error) {
      yield { where, problem: describeError(error) };
    }
  }
}

const parseLine = (bytes: Uint8Array): { value: unknown } | { problem: string } | undefined => {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { problem: "not valid UTF-8: save the file as UTF-8" };
  }
  if (text.trim() === "") return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: `not valid JSON: ${describeError(error)}` };
  }
};

async function* readJsonLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Place> {
  for await (const { number, bytes } of splitLines(chunks, maxBytes)) {
    const where = `line ${number}`;
    const parsed = bytes ? parseLine(bytes) : { problem: `longer than ${maxBytes} bytes` };
    if (parsed) yield { where, ...parsed };
  }
}

/**
 * Reads a file of JSON values: a JSON array, or JSON lines, where a broken line does not hide the next one.
 *
 * @throws {InvalidInputError} where an array is broken, so that nothing tells where the next value starts.
 */
export async function* readValues(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Place> {
  const { first, all } = await peek(chunks);
  yield* first === OPENING_BRACKET ? readArray(all, maxBytes) : readJsonLines(all, maxBytes);
}
