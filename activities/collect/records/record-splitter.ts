import { InvalidInputError } from "../../../domain/errors.ts";
import { createFileGrammar } from "./file-grammar.ts";
import { createPlaceTracker, describePlace, type TextPlace } from "./text-place.ts";
import { createValueScanner, isSpace } from "./value-scanner.ts";

/** The bytes of one record of a file, found but not yet parsed. */
export interface RawRecord {
  /** From 1. */
  readonly position: number;
  readonly start: TextPlace;
  readonly bytes: Uint8Array;
}

export interface RecordLimits {
  /** Most bytes of one record, as they stand in the file. */
  readonly maxRecordBytes: number;
  /** Most brackets open at once within a record. */
  readonly maxDepth: number;
}

/** Fits a MongoDB document (16 MiB) with the fields that we add. */
export const recordLimits: RecordLimits = { maxRecordBytes: 16_000_000, maxDepth: 64 };

export interface RecordSplitter {
  /** The records that this chunk completes. */
  push(chunk: Uint8Array): RawRecord[];
  /** The records that the end of the file completes. */
  end(): RawRecord[];
}

/** The index of the first byte from `from` on that is no white space. */
const pastSpace = (chunk: Uint8Array, from: number): number => {
  let index = from;
  while (index < chunk.length && isSpace(chunk[index] ?? 0)) index++;
  return index;
};

/**
 * Cuts a file into its records: the elements of a JSON array, or JSON values on lines of their own; which of the two
 * it is, its first character tells. It holds one record at most, so memory stays flat whatever is in the file.
 * Only brackets and strings are looked at here: what a record says is for `parseRawRecord` to read. (A tokenizer
 * would hand out every key and number of the file, and make whole strings of any length.)
 *
 * `push` and `end` throw `InvalidInputError`, which names the place, when the file is no JSON or exceeds a limit.
 */
export const createRecordSplitter = (limits: RecordLimits): RecordSplitter => {
  const tracker = createPlaceTracker();
  const grammar = createFileGrammar();
  const scanner = createValueScanner(limits.maxDepth);
  let position = 0;
  let start: TextPlace | undefined;
  let parts: Uint8Array[] = [];
  let bytes = 0;

  const refuse = (problem: string): never => {
    throw new InvalidInputError(`${describePlace(tracker.here())}: ${problem}`);
  };

  /** Takes bytes of the record that is open; returns the index after them. */
  const take = (chunk: Uint8Array, from: number, to: number): number => {
    parts.push(chunk.subarray(from, to));
    bytes += to - from;
    if (bytes > limits.maxRecordBytes) {
      refuse(
        `record ${position}, which starts at line ${start?.line}, is larger than ${limits.maxRecordBytes} bytes, the most that one record may have`,
      );
    }
    tracker.advance(chunk, from, to);
    return to;
  };

  const finish = (from: TextPlace): RawRecord => {
    const record = { position, start: from, bytes: Buffer.concat(parts, bytes) };
    start = undefined;
    parts = [];
    bytes = 0;
    grammar.afterValue();
    return record;
  };

  /** Looks at one byte between records: opens a record when it starts one. Returns whether it did. */
  const open = (byte: number): boolean => {
    const step = grammar.step(byte, position);
    if (typeof step === "object") refuse(step.problem);
    if (step !== "value") return false;
    position++;
    start = tracker.here();
    scanner.start(byte);
    return true;
  };

  return {
    push(chunk) {
      const records: RawRecord[] = [];
      let index = 0;
      const tooDeep = (at: number): never => {
        tracker.advance(chunk, index, at);
        return refuse(`record ${position} is nested deeper than ${limits.maxDepth} brackets`);
      };
      while (index < chunk.length) {
        if (start === undefined) {
          if (open(chunk[index] ?? 0)) continue;
          const after = pastSpace(chunk, index + 1);
          tracker.advance(chunk, index, after);
          index = after;
          continue;
        }
        const end = scanner.scan(chunk, index, tooDeep);
        index = take(chunk, index, end === -1 ? chunk.length : end);
        if (end !== -1) records.push(finish(start));
      }
      return records;
    },

    end() {
      const records: RawRecord[] = [];
      if (start !== undefined) {
        if (!scanner.endsWithInput) {
          refuse(`the file ends within record ${position}, which starts at line ${start.line}`);
        }
        records.push(finish(start));
      }
      const problem = grammar.end(position);
      if (problem !== undefined) refuse(problem);
      return records;
    },
  };
};
