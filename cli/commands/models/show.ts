import { z } from "zod";
import { modelDetailSchema, versionIdSchema } from "../../../api/contract/models.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { printable } from "../../output/format.ts";
import { modelPath } from "../../training/model-path.ts";
import { renderModel } from "../../training/render-models.ts";

export const showModel = defineCommand({
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
