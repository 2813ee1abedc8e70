import { z } from "zod";
import { modelsResponseSchema } from "../../../api/contract/models.ts";
import { stageSchema } from "../../../domain/registry/model-version.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { limitOption, limitSchema, readPages } from "../../gateway/read-pages.ts";
import { renderList } from "../../output/render-list.ts";
import { renderModelRow } from "../../training/render-models.ts";

export const listModels = defineCommand({
  name: "list",
  summary: "List the versions of models, newest first.",
  options: [
    ["--author <name>", "only models of this author"],
    ["--stage <stage>", "only versions at this stage: candidate, approved, production, archived, rejected"],
    limitOption,
  ],
  examples: ["npx twin models", "npx twin models list --stage production", "npx twin models --limit 5"],
  input: z.object({
    author: z.string().min(1).optional(),
    stage: stageSchema.optional(),
    limit: limitSchema,
  }),
  run: async (context, { author, stage, limit }) => {
    const found = await readPages(context, "/models", { author, stage }, modelsResponseSchema, limit);
    const whenNone = 'There are no models. Train one: npx twin train --author "name"';
    context.output.result(found.items, () => renderList(found, renderModelRow, whenNone));
    return exitCodes.ok;
  },
});
