import { z } from "zod";
import { modelComparisonSchema, versionIdSchema } from "../../../api/contract/models.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { printable } from "../../output/format.ts";
import { renderComparison } from "../../training/render-models.ts";

export const compareModels = defineCommand({
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
