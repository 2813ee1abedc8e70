import { z } from "zod";
import type { Chunk, CleanedDocument, EmbeddedChunk } from "../../domain/chunks.ts";
import { type Author, categorySchema, platformSchema } from "../../domain/documents.ts";
import { flatAuthorFields, joinAuthor } from "../flat-author.ts";
import { documentVector } from "./bm25.ts";

/** Named vectors of a point in a collection of chunks. */
export const DENSE = "dense";
export const TEXT = "text";

const common = {
  documentId: z.string(),
  category: categorySchema,
  platform: platformSchema,
  ...flatAuthorFields,
  link: z.string(),
  title: z.string(),
  text: z.string(),
  version: z.string(),
};

const documentPointSchema = z.object({ payload: z.object(common) });

const chunkPointSchema = z.object({
  id: z.string(),
  payload: z.object({
    ...common,
    heading: z.string(),
    passage: z.string(),
    position: z.number(),
    tokens: z.number(),
  }),
});

const embeddedPointSchema = chunkPointSchema.extend({
  vector: z.object({ [DENSE]: z.array(z.number()) }),
});

const versionPointSchema = z.object({ payload: z.object({ documentId: z.string(), version: z.string() }) });

/** Replaces the author by two flat fields, which can be indexed, and what JSON cannot carry (lone surrogates). */
const flatten = <Fields extends { author: Author; title: string; text: string }>({
  author,
  ...fields
}: Fields) => ({
  ...fields,
  title: fields.title.toWellFormed(),
  text: fields.text.toWellFormed(),
  authorId: author.id,
  authorName: author.name.toWellFormed(),
});

/** A cleaned document as a point without vectors. */
export const toDocumentPoint = (document: CleanedDocument) => ({
  id: document.documentId,
  vector: {},
  // Position 0 lets a document be found by the same condition as a document's first chunk, see `firstOf`.
  payload: { ...flatten(document), position: 0 },
});

/** A chunk as a point with both vectors; the text vector is made of title, heading and passage. */
export const toChunkPoint = ({ id, vector, ...chunk }: EmbeddedChunk, version: string) => ({
  id,
  vector: {
    [DENSE]: Array.from(vector),
    [TEXT]: documentVector(`${chunk.title}\n${chunk.heading}\n${chunk.passage}`),
  },
  payload: {
    ...flatten(chunk),
    heading: chunk.heading.toWellFormed(),
    passage: chunk.passage.toWellFormed(),
    version,
  },
});

/** @throws {z.ZodError} when what was read is not a point of ours. */
export const toDocument = (point: unknown): CleanedDocument =>
  joinAuthor(documentPointSchema.parse(point).payload);

/** @throws {z.ZodError} when what was read is not a point of ours. */
export const toChunk = (point: unknown): Chunk => {
  const { id, payload } = chunkPointSchema.parse(point);
  const { version: _, ...fields } = payload;
  return joinAuthor({ id, ...fields });
};

/** @throws {z.ZodError} when what was read is not a point of ours with its dense vector. */
export const toEmbeddedChunk = (point: unknown): EmbeddedChunk => ({
  ...toChunk(point),
  vector: Float32Array.from(embeddedPointSchema.parse(point).vector[DENSE]),
});

/** @throws {z.ZodError} when what was read is not a point of ours. */
export const toVersion = (point: unknown): [documentId: string, version: string] => {
  const { documentId, version } = versionPointSchema.parse(point).payload;
  return [documentId, version];
};
