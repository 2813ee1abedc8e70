import { z } from "zod";
import { contentHash } from "../../domain/content-hash.ts";
import {
  type Author,
  articleSchema,
  authorSchema,
  type Category,
  type Document,
  type DocumentSummary,
  postSchema,
  repositorySchema,
} from "../../domain/documents.ts";
import { normalizedAuthorName } from "../../domain/identity.ts";

/**
 * What MongoDB stores. Collections `articles`, `posts` and `repositories` hold the fields of the domain's documents
 * under the same names, but `id` as `_id`, and two more: `contentHash` (SHA-256, hex) and `updatedAt` (date at which
 * this content was first stored). `users` holds authors with the name that they are looked up by.
 */
const stored = { contentHash: z.string(), updatedAt: z.date() };

const articleRecordSchema = articleSchema.omit({ id: true }).extend({ _id: z.uuid(), ...stored });
const postRecordSchema = postSchema.omit({ id: true }).extend({ _id: z.uuid(), ...stored });
const repositoryRecordSchema = repositorySchema.omit({ id: true }).extend({ _id: z.uuid(), ...stored });

const documentRecordSchema = z.discriminatedUnion("category", [
  articleRecordSchema,
  postRecordSchema,
  repositoryRecordSchema,
]);
export type DocumentRecord = z.infer<typeof documentRecordSchema>;

const summaryRecordSchema = z.object({
  _id: z.uuid(),
  ...articleSchema.pick({ author: true, platform: true, link: true, title: true }).shape,
  ...stored,
});
/** The fields that `toSummary` needs, as a projection. */
export const summaryProjection = {
  author: 1,
  platform: 1,
  link: 1,
  title: 1,
  contentHash: 1,
  updatedAt: 1,
} as const;

const userRecordSchema = z.object({
  _id: z.uuid(),
  name: authorSchema.shape.name,
  normalizedName: z.string(),
});
export type UserRecord = z.infer<typeof userRecordSchema>;

/** A document as it is stored, with the hash of its content. */
export const toRecord = (document: Document, updatedAt: Date): DocumentRecord => {
  const { id: _id, ...fields } = document;
  return { _id, ...fields, contentHash: contentHash(document), updatedAt };
};

/** @throws {z.ZodError} when what was read is not a record of ours. */
export const toDocument = (read: unknown): Document => {
  const { _id: id, contentHash: _hash, updatedAt: _time, ...fields } = documentRecordSchema.parse(read);
  return { id, ...fields };
};

/** @throws {z.ZodError} when what was read is not a record of ours. */
export const toSummary = (read: unknown, category: Category): DocumentSummary => {
  const { _id: id, updatedAt, ...fields } = summaryRecordSchema.parse(read);
  return { id, category, ...fields, updatedAt: updatedAt.toISOString() };
};

/** An author as it is stored, with the name that it is looked up by. */
export const toUserRecord = ({ id, name }: Author): UserRecord => ({
  _id: id,
  name,
  normalizedName: normalizedAuthorName(name),
});

/** @throws {z.ZodError} when what was read is not a record of ours. */
export const toAuthor = (read: unknown): Author => {
  const { _id: id, name } = userRecordSchema.parse(read);
  return { id, name };
};
