import { z } from "zod";
import type { RecordFields } from "./record-fields.ts";
import { anyText, filledText, optionalText, titleFromText, webLink } from "./record-fields.ts";

/**
 * The records of the LLM Engineer's Handbook's MongoDB, as its collections `articles`, `posts` and `repositories`
 * export them. Fields that we have no use for (`_id`, `author_id`, `image`) may be there or not.
 */
const common = { author_full_name: optionalText, platform: optionalText, link: webLink };

const articleRecord = z.object({
  ...common,
  content: z.object({
    Title: filledText,
    Subtitle: optionalText,
    Content: filledText,
    language: optionalText,
  }),
});

/** LinkedIn posts came as `{"Post_0": {"text": …}}`, others as `{"Post_0": "…"}`. */
const postPart = z.union([
  anyText,
  z.looseObject({ text: optionalText }).transform((part) => part.text ?? ""),
]);

const joinParts = (parts: Readonly<Record<string, string>>): string =>
  Object.values(parts)
    .map((part) => part.trim())
    .filter(Boolean)
    .join("\n\n");

const postRecord = z.object({
  ...common,
  content: z
    .record(z.string(), postPart)
    .transform(joinParts)
    .refine((content) => content !== "", { error: "is empty" }),
});

const repositoryRecord = z.object({
  ...common,
  name: filledText,
  content: z
    .record(z.string(), anyText)
    .refine((files) => Object.keys(files).length > 0, { error: "is empty" })
    .transform((files) => Object.entries(files).map(([path, text]) => ({ path, text }))),
});

const author = (record: { author_full_name?: string | undefined }) => ({
  author: record.author_full_name,
  authorField: "author_full_name",
});

const articleFields = articleRecord.transform(
  (record): RecordFields => ({
    ...author(record),
    platform: record.platform,
    link: record.link,
    title: record.content.Title.trim(),
    publishedAt: undefined,
    body: {
      category: "articles",
      content: record.content.Content,
      subtitle: record.content.Subtitle,
      language: record.content.language,
    },
  }),
);

const postFields = postRecord.transform(
  (record): RecordFields => ({
    ...author(record),
    platform: record.platform,
    link: record.link,
    title: titleFromText(record.content),
    publishedAt: undefined,
    body: { category: "posts", content: record.content },
  }),
);

const repositoryFields = repositoryRecord.transform(
  (record): RecordFields => ({
    ...author(record),
    platform: record.platform,
    link: record.link,
    title: record.name.trim(),
    publishedAt: undefined,
    body: { category: "repositories", description: undefined, files: record.content },
  }),
);

const ARTICLE_KEYS = new Set(["title", "subtitle", "content"]);

/** The schema for a record whose `content` is a map: repositories have a name, articles a title and a content. */
export const warehouseRecordSchema = (
  record: object,
  content: object,
): z.ZodType<RecordFields, Record<string, unknown>> => {
  if ("name" in record) return repositoryFields;
  return Object.keys(content).some((key) => ARTICLE_KEYS.has(key.toLowerCase())) ? articleFields : postFields;
};
