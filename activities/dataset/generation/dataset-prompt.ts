import { z } from "zod";
import { readYaml } from "../../../configs/read-yaml.ts";
import type { ChatMessage } from "../../../models/generation.ts";

const placeholders = ["author", "title", "extract", "count"] as const;
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

const exampleSchema = z.strictObject({
  title: z.string().min(1),
  extract: z.string().min(1),
  samples: z.array(z.strictObject({ instruction: z.string().min(1), answer: z.string().min(1) })).min(1),
});

export const datasetPromptSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** Raised with every change of the text: it is part of the hash under which samples are kept. */
  version: z.int().min(1),
  system: templateTextSchema,
  user: templateTextSchema.refine((text) => text.includes("{{extract}}"), {
    error: "must hold {{extract}}",
  }),
  examples: z.array(exampleSchema).max(10).default([]),
});
export type DatasetPrompt = z.infer<typeof datasetPromptSchema>;

/**
 * Reads `configs/prompts/datasets/instruct.yaml` or another file of that form.
 *
 * @throws {SetupError} that names the file and each wrong field.
 */
export const readDatasetPrompt = (
  file: URL | string = new URL("../../../configs/prompts/datasets/instruct.yaml", import.meta.url),
): Promise<DatasetPrompt> => readYaml(file, datasetPromptSchema);

/** Name and version of a prompt, as plans and lineages keep them. */
export const promptId = ({ name, version }: DatasetPrompt): string => `${name}@${version}`;

/** The messages that ask for samples. A placeholder inside a value is not filled again. */
export const renderDatasetPrompt = (
  { system, user, examples }: DatasetPrompt,
  values: Readonly<Record<Placeholder, string>>,
): ChatMessage[] => {
  const fill = (text: string, own: Readonly<Record<Placeholder, string>>): string => {
    const known = new Map<string, string>(Object.entries(own));
    return text.replace(PLACEHOLDER, (_, name: string) => known.get(name) ?? "");
  };
  const shown = examples.flatMap(({ title, extract, samples }): ChatMessage[] => [
    {
      role: "user",
      content: fill(user, { author: values.author, title, extract, count: String(samples.length) }),
    },
    { role: "assistant", content: JSON.stringify({ samples }) },
  ]);
  return [
    { role: "system", content: fill(system, values) },
    ...shown,
    { role: "user", content: fill(user, values) },
  ];
};
