import { BSON } from "mongodb";
import { type Document, documentSchema } from "../../domain/documents.ts";
import { InvalidInputError } from "../../domain/errors.ts";
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
    const parsed = documentSchema.safeParse(document);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
      throw new InvalidInputError(
        `The document ${document.link} cannot be stored: ${problems.join("; ")}. Nothing of its batch was.`,
      );
    }
    const record = toRecord(parsed.data, updatedAt);
    const bytes = BSON.calculateObjectSize(record);
    if (bytes > MAX_BYTES) {
      throw new InvalidInputError(
        `The document ${document.link} has ${bytes} bytes; MongoDB holds at most ${MAX_BYTES}. Nothing of its batch was stored.`,
      );
    }
    return record;
  });
