import { z } from "zod";
import {
  authorsResponseSchema,
  deletionResponseSchema,
  documentResponseSchema,
  documentsQuerySchema,
  documentsResponseSchema,
  uuidParams,
} from "../contract/documents.ts";
import { importResponseSchema } from "../contract/imports.ts";
import type { OperationDescription } from "./operation.ts";

const UNAVAILABLE = "A store does not answer";

/** Operations on authors, documents and uploads. */
export const documentOperations: readonly OperationDescription[] = [
  {
    method: "get",
    path: "/authors",
    operationId: "listAuthors",
    tag: "documents",
    summary: "List authors with the number of their documents",
    answers: { 200: { description: "All authors", schema: authorsResponseSchema } },
    problems: { 503: UNAVAILABLE },
  },
  {
    method: "delete",
    path: "/authors/{id}",
    operationId: "deleteAuthor",
    tag: "documents",
    summary: "Delete an author with all documents and chunks",
    params: uuidParams,
    answers: { 200: { description: "What was deleted", schema: deletionResponseSchema } },
    problems: { 400: "Wrong id", 404: "No such author", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/documents",
    operationId: "listDocuments",
    tag: "documents",
    summary: "List documents without their content",
    query: documentsQuerySchema,
    answers: { 200: { description: "One page", schema: documentsResponseSchema } },
    problems: { 400: "Wrong input", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/documents/{id}",
    operationId: "getDocument",
    tag: "documents",
    summary: "Read a document whole",
    params: uuidParams,
    answers: { 200: { description: "The document", schema: documentResponseSchema } },
    problems: { 400: "Wrong id", 404: "No such document", 503: UNAVAILABLE },
  },
  {
    method: "delete",
    path: "/documents/{id}",
    operationId: "deleteDocument",
    tag: "documents",
    summary: "Delete a document with its chunks",
    params: uuidParams,
    answers: { 200: { description: "What was deleted", schema: deletionResponseSchema } },
    problems: { 400: "Wrong id", 404: "No such document", 503: UNAVAILABLE },
  },
  {
    method: "post",
    path: "/imports",
    operationId: "uploadImport",
    tag: "documents",
    summary: "Upload a data export for an etl run",
    description:
      "One file as multipart/form-data, or the file itself as the body with any other content type.",
    query: z.strictObject({
      name: z.string().max(255).optional().meta({ description: "File name of a raw body" }),
    }),
    body: {
      contentType: "multipart/form-data",
      schema: z.object({ file: z.string().meta({ format: "binary" }) }),
    },
    answers: { 201: { description: "Stored", schema: importResponseSchema } },
    problems: { 400: "No file, an empty one, or more than one", 413: "The file is too large" },
  },
];
