import { z } from "zod";
import { datasetDetailSchema } from "../../../api/contract/datasets.ts";
import { versionIdSchema } from "../../../api/contract/models.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { formatBytes, formatCounts, printable } from "../../output/format.ts";
import { datasetPath } from "./dataset-path.ts";

export const showDataset = defineCommand({
  name: "show",
  summary: "Show a version of a dataset: counts and where it comes from.",
  arguments: [["<id>", "its id, as `twin dataset list` shows it"]],
  examples: ["npx twin dataset show ada-instruct-v1"],
  input: z.object({ id: versionIdSchema }),
  run: async ({ gateway, output, signal }, input) => {
    const found = await gateway.get(datasetPath(input.id), datasetDetailSchema, signal);
    const { samples, lineage, dropped } = found;
    output.result(found, () =>
      printable(
        [
          `${found.id}: ${found.kind} samples for ${found.author}, ${formatBytes(found.bytes)}`,
          `${samples.train} to train on, ${samples.test} held out; dropped: ${formatCounts(dropped) || "none"}`,
          `${lineage.source} from ${lineage.documents.length} documents${lineage.generator ? ` by ${lineage.generator}, prompt ${lineage.prompt}` : ""}`,
          `Artefact ${found.artefact.id}`,
        ].join("\n"),
      ),
    );
    return exitCodes.ok;
  },
});
