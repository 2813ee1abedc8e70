import { z } from "zod";
import { type Category, categorySchema } from "../documents.ts";
import {
  anyText,
  filledText,
  optionalText,
  publicationTime,
  type RecordBody,
  type RecordFields,
  titleFromText,
  webLink,
} from "./record-fields.ts";

const shape = {
  title: optionalText,
  content: filledText.optional(),
  text: filledText.optional(),
  link: webLink,
  author: optionalText,
  platform: optionalText,
  category: categorySchema.optional(),
  publishedAt: publicationTime,
  subtitle: optionalText,
  language: optionalText,
  description: optionalText,
  files: z
    .array(z.strictObject({ path: filledText, text: anyText }))
    .min(1, "is empty")
    .optional(),
  /** Every export of a document store has one; ours is made from the link. */
  _id: z.unknown().optional(),
};

const known = Object.keys(shape).filter((name) => name !== "_id");

/** The shape of our own. Strict: a misspelt field is told, not dropped. */
const recordSchema = z.strictObject(shape, {
  error: (issue) =>
    issue.code === "unrecognized_keys"
      ? `has the unknown ${issue.keys.length === 1 ? "field" : "fields"} ${issue.keys
          .slice(0, 10)
          .map((key) => JSON.stringify(key.slice(0, 100)))
          .join(", ")}; known are ${known.join(", ")}`
      : undefined,
});
type PlainRecord = z.output<typeof recordSchema>;

const isLinkedInPost = (link: string): boolean =>
  /^https:\/\/([a-z]+\.)?linkedin\.com\/(?!pulse\/)/.test(link);

const categoryOf = (record: PlainRecord): Category => {
  if (record.category) return record.category;
  if (record.files) return "repositories";
  return isLinkedInPost(record.link) ? "posts" : "articles";
};

/** Fields that belong to some categories only. */
const misplaced = (record: PlainRecord, category: Category): [string, string][] => {
  const unwanted: (keyof PlainRecord)[] =
    category === "repositories" ? ["content", "text", "subtitle", "language"] : ["files", "description"];
  if (category === "posts") unwanted.push("subtitle", "language");
  return unwanted
    .filter((field) => record[field] !== undefined)
    .map((field) => [field, `does not belong to a record of the category ${category}`]);
};

const problemsOf = (record: PlainRecord, category: Category): [string, string][] => {
  const problems = misplaced(record, category);
  if (category === "repositories") {
    if (!record.files) problems.push(["files", "is missing"]);
  } else if (record.content === undefined && record.text === undefined) {
    problems.push(["content", "is missing"]);
  } else if (record.content !== undefined && record.text !== undefined) {
    problems.push(["text", "says the same as content: give one of the two"]);
  }
  if (record.title === undefined && category !== "posts") problems.push(["title", "is missing"]);
  return problems;
};

const bodyOf = (record: PlainRecord, category: Category, content: string): RecordBody => {
  switch (category) {
    case "articles":
      return { category, content, subtitle: record.subtitle, language: record.language };
    case "posts":
      return { category, content };
    case "repositories":
      return { category, description: record.description, files: record.files ?? [] };
  }
};

/** Our own plain shape, see docs/guides/importing.md. */
export const plainRecordSchema: z.ZodType<RecordFields, Record<string, unknown>> = recordSchema.transform(
  (record, context): RecordFields => {
    const category = categoryOf(record);
    for (const [field, message] of problemsOf(record, category)) {
      context.addIssue({ code: "custom", path: [field], message });
    }
    const content = record.content ?? record.text ?? "";
    return {
      author: record.author,
      authorField: "author",
      platform: record.platform,
      link: record.link,
      title: record.title ?? titleFromText(content),
      publishedAt: record.publishedAt,
      body: bodyOf(record, category, content),
    };
  },
);
