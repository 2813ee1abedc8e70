import { z } from "zod";

/** What a document is. Each category has its own cleaning and chunking handler and its own collections. */
export const categories = ["articles", "posts", "repositories"] as const;
export const categorySchema = z.enum(categories);
export type Category = z.infer<typeof categorySchema>;

/** Where a document was published. `web` is any site without a collector of its own. */
export const platforms = ["medium", "substack", "linkedin", "github", "web"] as const;
export const platformSchema = z.enum(platforms);
export type Platform = z.infer<typeof platformSchema>;

export const authorSchema = z.strictObject({
  /** UUIDv5 of the normalized name, see `authorId`. */
  id: z.uuid(),
  name: z.string().trim().min(1).max(200),
});
export type Author = z.infer<typeof authorSchema>;

/** A link to the published original: an absolute URL, or a path that the gateway itself serves. */
export const linkSchema = z
  .string()
  .max(2_000)
  .refine((link) => /^https?:\/\/[^\s]+$/.test(link) || /^\/[^/\s][^\s]*$/.test(link), {
    error: "must be an http(s) URL, or a path such as /guides/name",
  });

const published = {
  /** UUIDv5 of the canonical link, see `documentId`. */
  id: z.uuid(),
  author: authorSchema,
  platform: platformSchema,
  /** The canonical link, see `canonicalLink`. */
  link: linkSchema,
  title: z.string().max(1_000),
  /** ISO 8601, where the source tells it. */
  publishedAt: z.iso.datetime({ offset: true }).optional(),
};

/** Long-form writing. `content` is Markdown as the source gives it, not yet cleaned. */
export const articleSchema = z.strictObject({
  ...published,
  category: z.literal("articles"),
  subtitle: z.string().max(2_000).optional(),
  language: z.string().max(35).optional(),
  content: z.string(),
});

/** A short post on a social platform. */
export const postSchema = z.strictObject({
  ...published,
  category: z.literal("posts"),
  content: z.string(),
});

/** A source code repository: its text files with their paths, white space kept. */
export const repositorySchema = z.strictObject({
  ...published,
  category: z.literal("repositories"),
  description: z.string().max(2_000).optional(),
  files: z.array(z.strictObject({ path: z.string().min(1).max(1_000), text: z.string() })),
});

/** A document as it was collected, before any cleaning. */
export const documentSchema = z.discriminatedUnion("category", [articleSchema, postSchema, repositorySchema]);
export type Document = z.infer<typeof documentSchema>;
export type Article = z.infer<typeof articleSchema>;
export type Post = z.infer<typeof postSchema>;
export type Repository = z.infer<typeof repositorySchema>;

/** A document without its content, as lists show it. */
export interface DocumentSummary {
  readonly id: string;
  readonly category: Category;
  readonly platform: Platform;
  readonly author: Author;
  readonly link: string;
  readonly title: string;
  /** Hash of everything that cleaning reads, see `contentHash`. */
  readonly contentHash: string;
  /** ISO 8601 time at which this content was first stored. */
  readonly updatedAt: string;
}

/** Which documents (or their chunks) are meant. A field left out does not restrict; an empty list matches nothing. */
export interface DocumentFilter {
  readonly authorIds?: readonly string[];
  readonly categories?: readonly Category[];
  readonly platforms?: readonly Platform[];
  readonly documentIds?: readonly string[];
  /** Canonical links. */
  readonly links?: readonly string[];
}

/** One page of a listing, and where the next one starts (absent on the last). */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
