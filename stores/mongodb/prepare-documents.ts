import { BSON } from "mongodb";
import type { Document } from "../../domain/documents.ts";
import { InvalidInputError } from "../../domain/errors.ts";
import { checkDocument } from "../check-document.ts";
import { type DocumentRecord, toRecord } from "./records.ts";

/** MongoDB's own limit for one document, less room for what the server adds. */
const MAX_BYTES = 16 * 1024 ** 2 - 16 * 1024;

/**
 * The records of a batch, all checked before any is written.
 *
 * @throws {InvalidInputError} that names the first bad document by its link.
 */
export const prepareDocuments = (documents: readonly Document[], updatedAt: Date): DocumentRecord[] =>
  documents.map((document) => {
    const record = toRecord(checkDocument(document), updatedAt);
    const bytes = BSON.calculateObjectSize(record);
    if (bytes > MAX_BYTES) {
      throw new InvalidInputError(
        `The document ${document.link} has ${bytes} bytes; MongoDB holds at most ${MAX_BYTES}. Nothing of its batch was stored.`,
      );
    }
    return record;
  });
