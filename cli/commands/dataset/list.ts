import { z } from "zod";
import { type DatasetSummary, datasetsResponseSchema } from "../../../api/contract/datasets.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { limitOption, limitSchema, readPages } from "../../gateway/read-pages.ts";
import { renderList } from "../../output/render-list.ts";

const toRow = ({ id, kind, samples, lineage, createdAt }: DatasetSummary): string[] => [
  id,
  kind,
  `${samples.train} + ${samples.test} held out`,
  lineage.source,
  `${lineage.documents} documents`,
  createdAt,
];

export const listDatasets = defineCommand({
  name: "list",
  summary: "List the versions of datasets, newest first.",
  options: [["--author <name>", "only those for this author"], limitOption],
  examples: ["npx twin dataset list", 'npx twin dataset list --author "Ada Lovelace" --limit 5'],
  input: z.object({ author: z.string().min(1).optional(), limit: limitSchema }),
  run: async (context, { author, limit }) => {
    const found = await readPages(context, "/datasets", { author }, datasetsResponseSchema, limit);
    const whenNone = 'There are no datasets. Make one: npx twin dataset generate --author "name"';
    context.output.result(found.items, () => renderList(found, toRow, whenNone));
    return exitCodes.ok;
  },
});
