import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRawRecord } from "../../../activities/collect/records/parse-raw-record.ts";
import type { RecordLimits } from "../../../activities/collect/records/record-splitter.ts";
import { splitRecords } from "../../../activities/collect/records/split-records.ts";
import { InvalidInputError } from "../../../domain/errors.ts";

async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const read = async (file: string | Uint8Array, size = 7, limits?: RecordLimits): Promise<unknown[]> => {
  const bytes = typeof file === "string" ? Buffer.from(file) : file;
  const values: unknown[] = [];
  for await (const record of splitRecords(inChunks(bytes, size), limits)) values.push(parseRawRecord(record));
  return values;
};

describe("a file of records", () => {
  it.each<[string, string, unknown[]]>([
    ["an array", '[{"a":1},{"a":"]}\\""}]', [{ a: 1 }, { a: ']}"' }]],
    ["an empty array", " [ ] \n", []],
    ["an array with a byte order mark", '\ufeff[{"a":1}]', [{ a: 1 }]],
    ["an array of anything", '[1,"x",null,[2],true]', [1, "x", null, [2], true]],
    ["lines", '{"a":1}\n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ["lines that end as on Windows", '{"a":1}\r\n\r\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ["records over several lines", '{\n "a": 1\n}\n{\n "a": 2\n}\n', [{ a: 1 }, { a: 2 }]],
    ["lines with a number among them", '{"a":1}\n12\n', [{ a: 1 }, 12]],
  ])("may be %s", async (_name, file, values) => {
    expect(await read(file)).toEqual(values);
  });

  it("gives the same records however it is cut, as JSON.parse does", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 5 })),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(undefined, 2),
        async (values, size, indent) => {
          const array = JSON.stringify(values, null, indent);
          expect(await read(array, size)).toEqual(JSON.parse(array));
          const lines = [{}, ...values].map((value) => `${JSON.stringify(value)}\n`);
          expect(await read(lines.join(""), size)).toEqual([{}, ...JSON.parse(array)]);
        },
      ),
    );
  });

  it("refuses whatever JSON.parse refuses, and nothing else of an array", async () => {
    const damaged = fc
      .tuple(
        fc.array(fc.jsonValue({ maxDepth: 3 })),
        fc.nat(),
        fc.constantFrom("", ",", "]", "{", '"', "x", "\n"),
      )
      .map(([values, at, put]) => {
        const text = JSON.stringify(values);
        const place = 1 + (at % text.length);
        return text.slice(0, place) + put + text.slice(place + 1);
      });
    await fc.assert(
      fc.asyncProperty(damaged, fc.integer({ min: 1, max: 9 }), async (text, size) => {
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          await expect(read(text, size)).rejects.toThrow(InvalidInputError);
          return;
        }
        expect(await read(text, size)).toEqual(expected);
      }),
    );
  });
});

describe("what is no file of records", () => {
  it.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "line 1, column 1 (byte 0): the file is empty"],
    ["a blank file", " \r\n\n", "line 3, column 1 (byte 4): the file is empty"],
    ["text", "hello", 'the file starts with "h"'],
    ["a zip", Buffer.from("PK\u0003\u0004"), 'the file starts with "P"'],
    ["UTF-16", Buffer.from("\ufeff[{}]", "utf16le"), "the file is UTF-16: save it as UTF-8"],
    [
      "Latin-1",
      Buffer.from('[\n{"a":"é"}]', "latin1"),
      "record 1, which starts at line 2, is not valid UTF-8",
    ],
    ["a truncated array", '[{"a":1},\n{"a":2}', "line 2, column 8 (byte 17): the file ends after record 2"],
    ["a truncated record", '[{"a":1},\n{"a":"x', "line 2, column 8 (byte 17): the file ends within record 2"],
    ["a comma too many", "[1,\n]", 'line 2, column 1 (byte 4): expected record 2, found "]"'],
    ["a comma missing", "[1\n2]", 'line 2, column 1 (byte 3): expected "," or "]" after record 1, found "2"'],
    ["two arrays", "[1]\n[2]", 'expected nothing after the array, found "["'],
    ["two records on a line", '{"a":1}{"a":2}', "expected a new line after record 1"],
    [
      "a broken line",
      '{"a":1}\n{"a":oops}\n',
      "line 2, column 6: record 2 is not valid JSON: invalid symbol",
    ],
    ["a comment", '[{"a":1 /* x */}]', "record 1 is not valid JSON: invalid comment token"],
    ["wrong brackets", '[{"a":[1}]]', "record 1 is not valid JSON"],
    [
      "500 brackets",
      "[".repeat(500) + "]".repeat(500),
      "line 1, column 66 (byte 65): record 1 is nested deeper than 64 brackets",
    ],
  ])("is refused with its place: %s", async (_name, file, message) => {
    const failure = read(file);
    await expect(failure).rejects.toThrow(InvalidInputError);
    await expect(failure).rejects.toThrow(message);
  });

  it("takes 64 brackets", async () => {
    const file = `[${"[".repeat(64)}${"]".repeat(64)}]`;
    expect(await read(file)).toEqual(JSON.parse(file));
  });

  it("holds a record to its limit in bytes", async () => {
    const limits = { maxRecordBytes: 20, maxDepth: 64 };
    expect(await read('["123456789012345678"]', 7, limits)).toHaveLength(1);
    await expect(read('["1234567890123456789"]', 7, limits)).rejects.toThrow(
      "record 1, which starts at line 1, is larger than 20 bytes",
    );
  });
});

describe("memory", () => {
  const block = Buffer.alloc(256 * 1024, "x");
  async function* huge(head: string, bytes: number, seen: { bytes: number }): AsyncIterable<Uint8Array> {
    yield Buffer.from(head);
    for (; seen.bytes < bytes; seen.bytes += block.length) yield block;
  }

  it.each([
    ["a string of 1 GB in one line", '{"content":"', /record 1.* is larger than 16000000 bytes/],
    ["a line of 1 GB", "", /the file starts with "x"/],
    ["a word of 1 GB in an array", "[", /record 1.* is larger than 16000000 bytes/],
  ])("stays flat for %s, which is refused early", async (_name, head, problem) => {
    const seen = { bytes: 0 };
    const read = async (): Promise<void> => {
      for await (const _record of splitRecords(huge(head, 1_000_000_000, seen))) throw new Error("a record");
    };
    await expect(read()).rejects.toThrow(problem);
    expect(seen.bytes).toBeLessThan(17_000_000);
  });

  it("stays flat over 300 MB of records in one line", async () => {
    const record = Buffer.from(`{"content":"${"y".repeat(30_000)}"},`);
    async function* many(): AsyncIterable<Uint8Array> {
      yield Buffer.from("[");
      for (let bytes = 0; bytes < 300_000_000; bytes += record.length) yield record;
      yield Buffer.from("1]");
    }
    const memory = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
    const before = memory();
    let most = 0;
    for await (const raw of splitRecords(many())) {
      if (raw.position % 500 === 0) most = Math.max(most, memory() - before);
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(150_000_000);
  });
});
