import { z } from "zod";
import { readYaml } from "../../../configs/read-yaml.ts";
import { definePlaceholders } from "../../../domain/text/placeholders.ts";
import type { ChatMessage } from "../../../models/generation.ts";

const placeholders = definePlaceholders(["author", "title", "extract", "count"]);

const exampleSchema = z.strictObject({
  title: z.string().min(1),
  extract: z.string().min(1),
  samples: z.array(z.strictObject({ instruction: z.string().min(1), answer: z.string().min(1) })).min(1),
});

/** What a file of `configs/prompts/datasets/` must hold. */
export const datasetPromptSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** Raised with every change of the text: it is part of the hash under which samples are kept. */
  version: z.int().min(1),
  system: placeholders.schema,
  user: placeholders.schema.refine((text) => text.includes("{{extract}}"), {
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

/** The messages that ask for samples. */
export const renderDatasetPrompt = (
  { system, user, examples }: DatasetPrompt,
  values: Parameters<typeof placeholders.fill>[1],
): ChatMessage[] => {
  const { fill } = placeholders;
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
