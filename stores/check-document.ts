import { type Document, documentSchema } from "../domain/documents.ts";
import { checkRecord } from "./check-record.ts";

/**
 * A document of a batch, which is stored whole or not at all.
 *
 * @throws {InvalidInputError} that names the document by its link, and every wrong field.
 */
export const checkDocument = (document: Document): Document =>
  checkRecord(`The document ${document.link}`, documentSchema, document, ". Nothing of its batch was.");
