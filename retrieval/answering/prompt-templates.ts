import { z } from "zod";
import { readYaml } from "../../configs/read-yaml.ts";
import { definePlaceholders } from "../../domain/text/placeholders.ts";
import type { ChatMessage } from "../../models/generation.ts";
import { type TemplateName, templateNames } from "../contract.ts";

/** `highlights` are the sentences of the passages nearest to the prompt: a small model finds little without them. */
const placeholders = definePlaceholders(["passages", "highlights", "prompt", "author"]);

/** What a file of `configs/prompts/` must hold. */
export const promptTemplateSchema = z.strictObject({
  name: z.enum(templateNames),
  /** Raised with every change of the text, so that a trace tells what was asked. */
  version: z.int().min(1),
  system: placeholders.schema,
  user: placeholders.schema.refine((text) => text.includes("{{prompt}}") && text.includes("{{passages}}"), {
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

const readTemplate = (folder: URL, name: TemplateName): Promise<PromptTemplate> =>
  readYaml(
    new URL(`${name}.yaml`, folder),
    promptTemplateSchema.extend({ name: z.literal(name, { error: `must be ${name}` }) }),
  );

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

/** The messages that a template makes of values. */
export const renderTemplate = (
  template: PromptTemplate,
  values: Parameters<typeof placeholders.fill>[1],
): ChatMessage[] => [
  { role: "system", content: placeholders.fill(template.system, values) },
  { role: "user", content: placeholders.fill(template.user, values).trim() },
];
