import { z } from "zod";
import { authorSchema, categorySchema, documentSchema, platformSchema } from "../../domain/documents.ts";
import { pageOf, pageQuery } from "./paging.ts";
import { authorNameSchema } from "./search.ts";

export const authorWithCountSchema = authorSchema
  .extend({ documents: z.int().meta({ description: "Documents in the warehouse" }) })
  .meta({ id: "Author" });

/** Answer of `GET /authors`. */
export const authorsResponseSchema = z
  .object({ items: z.array(authorWithCountSchema) })
  .meta({ id: "Authors" });
export type AuthorsResponse = z.infer<typeof authorsResponseSchema>;

/** Query of `GET /documents`. */
export const documentsQuerySchema = z.strictObject({
  ...pageQuery,
  author: authorNameSchema.optional(),
  category: categorySchema.optional(),
  platform: platformSchema.optional(),
});

export const documentSummarySchema = z
  .object({
    id: z.string(),
    category: categorySchema,
    platform: platformSchema,
    author: authorSchema,
    link: z.string(),
    title: z.string(),
    contentHash: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: "DocumentSummary" });

export const documentsResponseSchema = pageOf(documentSummarySchema).meta({ id: "DocumentPage" });
export type DocumentsResponse = z.infer<typeof documentsResponseSchema>;

export const documentResponseSchema = documentSchema.meta({ id: "Document" });
export type DocumentResponse = z.infer<typeof documentResponseSchema>;

/** Path parameter that is a UUID. */
export const uuidParams = z.strictObject({ id: z.uuid() });

/** What a deletion removed, from the warehouse and from the vector store. */
export const deletionResponseSchema = z
  .object({
    documents: z.int(),
    cleanedDocuments: z.int(),
    chunks: z.int(),
  })
  .meta({ id: "Deletion" });
export type DeletionResponse = z.infer<typeof deletionResponseSchema>;
