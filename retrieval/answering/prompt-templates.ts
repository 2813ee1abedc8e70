import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { describeError } from "../../domain/describe-error.ts";
import { SetupError } from "../../domain/errors.ts";
import type { ChatMessage } from "../../models/generation.ts";
import { type TemplateName, templateNames } from "../contract.ts";

/** `highlights` are the sentences of the passages nearest to the prompt: a small model finds little without them. */
const placeholders = ["passages", "highlights", "prompt", "author"] as const;
type Placeholder = (typeof placeholders)[number];
const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

const templateTextSchema = z
  .string()
  .trim()
  .min(1)
  .superRefine((text, context) => {
    for (const [, name] of text.matchAll(PLACEHOLDER)) {
      if (placeholders.some((known) => known === name)) continue;
      context.addIssue(`unknown placeholder {{${name}}}; there is ${placeholders.join(", ")}`);
    }
  });

export const promptTemplateSchema = z.strictObject({
  name: z.enum(templateNames),
  /** Raised with every change of the text, so that a trace tells what was asked. */
  version: z.int().min(1),
  system: templateTextSchema,
  user: templateTextSchema.refine((text) => text.includes("{{prompt}}") && text.includes("{{passages}}"), {
    error: "must hold {{prompt}} and {{passages}}",
  }),
  /** Set where nothing may be written but what the passages say, see `createGuard`. */
  grounding: z
    .strictObject({
      /** Share of a sentence's words that must stand close together in one passage. */
      support: z.number().gt(0).max(1),
      /** Share of the question's words in the nearest sentences that an answer must speak of, too. */
      relevance: z.number().min(0).max(1),
      /** Tokens after which there must be something to show, unless the first sentence is not over yet. */
      patience: z.int().min(1),
    })
    .optional(),
});
export type PromptTemplate = z.infer<typeof promptTemplateSchema>;
export type PromptTemplates = Readonly<Record<TemplateName, PromptTemplate>>;

const readTemplate = async (folder: URL, name: TemplateName): Promise<PromptTemplate> => {
  const file = new URL(`${name}.yaml`, folder);
  const content = await readFile(file, "utf8")
    .then(parse)
    .catch((cause: unknown) => {
      throw new SetupError(`The prompt template ${file.pathname} cannot be read: ${describeError(cause)}`, {
        cause,
      });
    });
  const parsed = promptTemplateSchema.safeParse(content);
  if (!parsed.success) throw new SetupError(`${file.pathname}: ${z.prettifyError(parsed.error)}`);
  if (parsed.data.name === name) return parsed.data;
  throw new SetupError(`${file.pathname}: name is ${parsed.data.name}, must be ${name}`);
};

/**
 * Reads the prompt templates, one YAML file each, named after the template.
 *
 * @param folder ends with a slash; default `configs/prompts/`.
 * @throws {SetupError} that names the file and what is wrong in it.
 */
export const readPromptTemplates = async (
  folder: URL = new URL("../../configs/prompts/", import.meta.url),
): Promise<PromptTemplates> => {
  const [answer, post, article] = await Promise.all([
    readTemplate(folder, "answer"),
    readTemplate(folder, "linkedin-post"),
    readTemplate(folder, "article"),
  ]);
  return { answer, "linkedin-post": post, article };
};

/** Fills a template. Values are put in as they are: a placeholder inside a value is not filled again. */
export const renderTemplate = (
  template: PromptTemplate,
  values: Readonly<Record<Placeholder, string>>,
): ChatMessage[] => {
  const known = new Map<string, string>(Object.entries(values));
  const fill = (text: string): string =>
    text.replace(PLACEHOLDER, (_, name: string) => known.get(name) ?? "");
  return [
    { role: "system", content: fill(template.system) },
    { role: "user", content: fill(template.user).trim() },
  ];
};
