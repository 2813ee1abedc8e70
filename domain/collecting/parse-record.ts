import { z } from "zod";
import { type Document, documentSchema } from "../documents.ts";
import { documentId } from "../identity.ts";
import { plainRecordSchema } from "./plain-record.ts";
import type { RecordFields } from "./record-fields.ts";
import { resolveAuthor } from "./resolve-author.ts";
import { resolvePlatform } from "./resolve-platform.ts";
import { warehouseRecordSchema } from "./warehouse-record.ts";

/** A record as our document, or what is wrong with it: each field by its path. */
export type ParsedRecord = { readonly document: Document } | { readonly problem: string };

const MAX_SHOWN_PROBLEMS = 5;

const describe = (error: z.ZodError): string =>
  error.issues
    .slice(0, MAX_SHOWN_PROBLEMS)
    .map((issue) => [z.core.toDotPath(issue.path).slice(0, 200), issue.message].filter(Boolean).join(": "))
    .join("; ");

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A document as a store gives it back: what is not there has no key. */
const withoutUndefined = (document: Document): Document =>
  // Dropping optional fields that hold nothing leaves the type as it is.
  Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined)) as Document;

const toDocument = (fields: RecordFields, wantedAuthor: string): ParsedRecord => {
  const author = resolveAuthor(fields, wantedAuthor);
  const platform = resolvePlatform(fields.platform, fields.link);
  const problems = [
    "problem" in author ? author.problem : [],
    "problem" in platform ? `platform: ${platform.problem}` : [],
  ].flat();
  if ("problem" in author || "problem" in platform) return { problem: problems.join("; ") };
  const parsed = documentSchema.safeParse({
    id: documentId(fields.link),
    author: author.author,
    platform: platform.platform,
    link: fields.link,
    title: fields.title,
    publishedAt: fields.publishedAt,
    ...fields.body,
  });
  return parsed.success ? { document: withoutUndefined(parsed.data) } : { problem: describe(parsed.error) };
};

/**
 * Reads one imported record: an export of the handbook's warehouse, whose `content` is a map, or our own plain
 * shape. `wantedAuthor` is the run's author, or `*`. The document's id is that of its canonical link.
 */
export const parseRecord = (record: unknown, wantedAuthor: string): ParsedRecord => {
  if (!isMap(record)) return { problem: "must be an object with fields such as title, content and link" };
  const { content } = record;
  const schema = isMap(content) ? warehouseRecordSchema(record, content) : plainRecordSchema;
  const fields = schema.safeParse(record);
  return fields.success ? toDocument(fields.data, wantedAuthor) : { problem: describe(fields.error) };
};
