import { z } from "zod";
import { categories, linkSchema, platforms } from "../documents.ts";
import { runFailureSchema } from "./failures.ts";

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

/** The fields of a collection's input, before `checkEtlInput` looks at them together. */
export const etlFields = z.strictObject({
  /** Full name of the author whose documents are collected, or `*` when the sources name their authors themselves. */
  author: z.string().trim().min(1).max(200),
  links: z.array(linkSchema).max(10_000).default([]),
  /** That the owner of the links agreed to their collection; links without it are refused. */
  consent: z.boolean().default(false),
  sources: z.array(etlSourceSchema).max(100).default([]),
  /** Most pages to fetch from links. */
  maxPages: z.int().min(1).max(10_000).default(200),
});

/** Refuses fields that contradict each other, naming the field to mend. */
export const checkEtlInput = (input: z.output<typeof etlFields>, context: z.RefinementCtx): void => {
  const refuse = (field: keyof typeof input, message: string): void =>
    context.addIssue({ code: "custom", path: [field], message });
  const names = input.author !== ANY_AUTHOR;
  if (input.links.length === 0 && input.sources.length === 0) {
    refuse("sources", 'name at least one source or link, such as {"kind": "guides"}');
  }
  if (input.links.length > 0 && !names) refuse("author", "links need the name of their author");
  if (input.links.length > 0 && !input.consent) {
    refuse("consent", "must be true: links are collected only when their owner agreed to it");
  }
  if (!names && input.sources.some((source) => source.kind === "guides")) {
    refuse("author", "the guides need the name of an author");
  }
};

export const etlInputSchema = etlFields.superRefine(checkEtlInput);
export type EtlInput = z.input<typeof etlInputSchema>;

/** What a collection came to. Platform and category counts are of documents read, whatever their outcome. */
export const etlResultSchema = z.object({
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  byPlatform: z.partialRecord(z.enum(platforms), z.int()),
  byCategory: z.partialRecord(z.enum(categories), z.int()),
  failures: z.array(runFailureSchema),
});
export type EtlResult = z.infer<typeof etlResultSchema>;
