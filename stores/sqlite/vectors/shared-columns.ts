import { z } from "zod";
import { categorySchema, platformSchema } from "../../../domain/documents.ts";
import { flatAuthorFields } from "../../flat-author.ts";

/** The columns that cleaned documents and chunks have in common, for CREATE TABLE. */
export const sharedColumns = `
  category TEXT NOT NULL,
  platform TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  link TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  version TEXT NOT NULL`;

/** Those that are read, for SELECT, with the document's id. */
export const readColumns = `document_id AS documentId, category, platform, author_id AS authorId,
  author_name AS authorName, link, title, text`;

/** What `readColumns` gives. */
export const readFields = {
  documentId: z.string(),
  category: categorySchema,
  platform: platformSchema,
  ...flatAuthorFields,
  link: z.string(),
  title: z.string(),
  text: z.string(),
} as const;
