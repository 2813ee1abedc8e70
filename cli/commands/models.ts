import { z } from "zod";
import {
  modelComparisonSchema,
  modelDetailSchema,
  modelsResponseSchema,
  versionIdSchema,
} from "../../api/contract/models.ts";
import { stageSchema } from "../../domain/registry/model-version.ts";
import { defineCommand, groupCommands } from "../define-command.ts";
import { exitCodes } from "../exit-codes.ts";
import { formatTable, printable } from "../output/format.ts";
import { renderComparison, renderModel, renderModelRow } from "../training/render-models.ts";

const modelPath = (id: string): string => `/models/${encodeURIComponent(id)}`;

const listModels = defineCommand({
  name: "list",
  summary: "List the versions of models, newest first.",
  options: [
    ["--author <name>", "only models of this author"],
    ["--stage <stage>", "only versions at this stage: candidate, approved, production, archived, rejected"],
  ],
  examples: ["npx twin models", "npx twin models list --stage production"],
  input: z.object({ author: z.string().min(1).optional(), stage: stageSchema.optional() }),
  run: async ({ gateway, output, signal }, { author, stage }) => {
    const query = new URLSearchParams({
      limit: "200",
      ...(author === undefined ? {} : { author }),
      ...(stage === undefined ? {} : { stage }),
    });
    const { items, next } = await gateway.get(`/models?${query}`, modelsResponseSchema, signal);
    const more = next === undefined ? "" : "\n… and older ones: narrow it down by --author or --stage";
    output.result(items, () =>
      items.length === 0
        ? 'There are no models. Train one: npx twin train --author "name"'
        : printable(`${formatTable(items.map(renderModelRow))}${more}`),
    );
    return exitCodes.ok;
  },
});

const showModel = defineCommand({
  name: "show",
  summary: "Show a version: where it comes from, its figures, the decision about it, what it serves.",
  arguments: [["<version>", "its id"]],
  examples: ["npx twin models show ada-v3"],
  input: z.object({ version: versionIdSchema }),
  run: async ({ gateway, output, signal }, { version }) => {
    const model = await gateway.get(modelPath(version), modelDetailSchema, signal);
    output.result(model, () => printable(renderModel(model).join("\n")));
    return exitCodes.ok;
  },
});

const compareModels = defineCommand({
  name: "compare",
  summary: "Set two versions side by side: what differs in their training, figures and reports.",
  arguments: [
    ["<a>", "id of a version"],
    ["<b>", "id of another one"],
  ],
  examples: ["npx twin models compare ada-v2 ada-v3"],
  input: z.object({ a: versionIdSchema, b: versionIdSchema }),
  run: async ({ gateway, output, signal }, { a, b }) => {
    const query = new URLSearchParams({ a, b });
    const comparison = await gateway.get(`/models/compare?${query}`, modelComparisonSchema, signal);
    output.result(comparison, () => printable(renderComparison(comparison).join("\n")));
    return exitCodes.ok;
  },
});

const tagSchema = z
  .string()
  .regex(/^[^=\s][^=]*=/, "must be key=value; key= takes a tag away")
  .transform((text): [string, string | null] => {
    const [key = "", ...rest] = text.split("=");
    return [key, rest.join("=") || null];
  });

const tagModel = defineCommand({
  name: "tag",
  summary: "Set tags of a version.",
  arguments: [
    ["<version>", "its id"],
    ["<tags...>", "key=value; key= takes a tag away"],
  ],
  examples: ["npx twin models tag ada-v3 purpose=demo", "npx twin models tag ada-v3 purpose="],
  input: z.object({ version: versionIdSchema, tags: z.array(tagSchema).min(1) }),
  run: async ({ gateway, output, signal }, { version, tags }) => {
    const body = { tags: Object.fromEntries(tags) };
    const model = await gateway.patch(modelPath(version), body, modelDetailSchema, signal);
    output.result(model, () => printable(renderModel(model).join("\n")));
    return exitCodes.ok;
  },
});

export const modelsCommands = groupCommands(
  "models",
  "List, show, compare and tag the versions of models.",
  [showModel, compareModels, tagModel],
  listModels,
);
