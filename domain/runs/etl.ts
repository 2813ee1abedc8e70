import { z } from "zod";
import { categories, linkSchema, platforms } from "../documents.ts";

/** Where documents come from, beside single links. */
export const etlSourceSchema = z.discriminatedUnion("kind", [
  /** A file that was uploaded to `POST /imports`; `id` is what that answered. */
  z.strictObject({
    kind: z.literal("upload"),
    id: z.string().regex(/^[0-9a-f]{64}$/, "must be the id that POST /imports answered (64 hex digits)"),
  }),
  /** The project's own guides, the articles of the sample author. */
  z.strictObject({ kind: z.literal("guides") }),
]);
export type EtlSource = z.infer<typeof etlSourceSchema>;

/** Author name that stands for "whoever the sources name". */
export const ANY_AUTHOR = "*";

export const etlInputSchema = z.strictObject({
  /** Full name of the author whose documents are collected, or `*` when the sources name their authors themselves. */
  author: z.string().trim().min(1).max(200),
  links: z.array(linkSchema).max(10_000).default([]),
  /** That the owner of the links agreed to their collection; links without it are refused. */
  consent: z.boolean().default(false),
  sources: z.array(etlSourceSchema).max(100).default([]),
  /** Most pages to fetch from links. */
  maxPages: z.int().min(1).max(10_000).default(200),
});
export type EtlInput = z.input<typeof etlInputSchema>;

/** One thing that could not be collected, and why. */
export const etlFailureSchema = z.object({
  /** The link, or the place in a file such as `record 17` or `line 4`. */
  where: z.string(),
  reason: z.string(),
});
export type EtlFailure = z.infer<typeof etlFailureSchema>;

/** Failures kept in a result; the rest are only counted. */
export const MAX_LISTED_FAILURES = 100;

/** What a collection came to. Platform and category counts are of documents read, whatever their outcome. */
export const etlResultSchema = z.object({
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  byPlatform: z.partialRecord(z.enum(platforms), z.int()),
  byCategory: z.partialRecord(z.enum(categories), z.int()),
  failures: z.array(etlFailureSchema),
});
export type EtlResult = z.infer<typeof etlResultSchema>;
