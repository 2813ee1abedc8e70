import { z } from "zod";
import { categorySchema, platformSchema } from "../../domain/documents.ts";
import { queryInt } from "./paging.ts";

export const retrievalModeSchema = z.enum(["dense", "text", "hybrid"]);

/** An author as callers name one: a full name or an id. */
export const authorNameSchema = z.string().trim().min(1).max(200);

/** Characters that a search query may have, once trimmed. */
export const MAX_QUERY_CHARACTERS = 2_000;

/** Query of `GET /search`. */
export const searchQuerySchema = z.strictObject({
  query: z
    .string({
      error: ({ input }) => (input === undefined ? "is required: what to search for" : undefined),
    })
    .trim()
    .min(1, "must not be empty")
    .max(MAX_QUERY_CHARACTERS, `must have at most ${MAX_QUERY_CHARACTERS} characters`),
  limit: queryInt(1, 100, 10),
  author: authorNameSchema.optional(),
  category: categorySchema.optional(),
  mode: retrievalModeSchema.default("hybrid"),
});

export const searchResultSchema = z
  .object({
    chunkId: z.string(),
    documentId: z.string(),
    link: z.string(),
    title: z.string(),
    author: z.string(),
    platform: platformSchema,
    category: categorySchema,
    text: z.string().meta({ description: "The passage: what matched, with what stands around it" }),
    match: z.string().meta({ description: "The chunk that matched" }),
    heading: z.string(),
    score: z.number(),
  })
  .meta({ id: "SearchResult" });

export const searchResponseSchema = z
  .object({
    results: z.array(searchResultSchema),
    confidence: z.number(),
    answerable: z.boolean(),
    timings: z
      .object({ embed: z.number(), search: z.number(), rerank: z.number(), total: z.number() })
      .meta({ description: "Milliseconds" }),
    warnings: z.array(z.string()),
  })
  .meta({ id: "SearchResponse" });
export type SearchResponse = z.infer<typeof searchResponseSchema>;
