import { z } from "zod";
import { modelDetailSchema, versionIdSchema } from "../../../api/contract/models.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { printable } from "../../output/format.ts";
import { modelPath } from "../../training/model-path.ts";
import { renderModel } from "../../training/render-models.ts";

const tagSchema = z
  .string()
  .regex(/^[^=\s][^=]*=/, "must be key=value; key= takes a tag away")
  .transform((text): [string, string | null] => {
    const [key = "", ...rest] = text.split("=");
    return [key, rest.join("=") || null];
  });

export const tagModel = defineCommand({
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
