import { readFile } from "node:fs/promises";
import { z } from "zod";
import { parseRecord } from "../../domain/collecting/parse-record.ts";
import type { Document } from "../../domain/documents.ts";
import { InvalidInputError } from "../../domain/errors.ts";
import { ANY_AUTHOR } from "../../domain/runs/etl.ts";

/** Where the real corpus lies when it is at hand: beside the repository, never in it. */
export const sharedData = new URL("../../../shared/data/", import.meta.url);

/**
 * Reads a small export as the import would.
 *
 * @throws {InvalidInputError} at the first record that cannot be read.
 */
export const readExport = async (file: URL): Promise<Document[]> => {
  const records = z.array(z.unknown()).parse(JSON.parse(await readFile(file, "utf8")));
  return records.map((record, index) => {
    const parsed = parseRecord(record, ANY_AUTHOR);
    if ("problem" in parsed) throw new InvalidInputError(`record ${index + 1}: ${parsed.problem}`);
    return parsed.document;
  });
};
