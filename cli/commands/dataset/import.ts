import { z } from "zod";
import { datasetKindSchema } from "../../../domain/datasets/dataset-version.ts";
import { defineCommand } from "../../define-command.ts";
import { uploadFile } from "../../gateway/upload-file.ts";
import { runAndFollow } from "../../runs/run-and-follow.ts";
import { forAuthor } from "./for-author.ts";

export const importSamples = defineCommand({
  name: "import",
  summary: "Import a file of ready samples (JSON or JSON lines) as a new dataset version.",
  arguments: [["<file>", "the file"]],
  options: [
    ["--author <name>", "whose twin it is for"],
    ["--kind <kind>", "instruct (default) or preference"],
    ["--train", "start training on it at once"],
  ],
  examples: ['npx twin dataset import samples.jsonl --author "Ada Lovelace"'],
  input: z.object({
    file: z.string().min(1),
    author: forAuthor,
    kind: datasetKindSchema.default("instruct"),
    train: z.boolean().default(false),
  }),
  run: async (context, { file, author: name, kind, train }) => {
    const { id } = await uploadFile(context, file);
    return runAndFollow(context, {
      kind: "datasetGeneration",
      input: { author: name, kind, upload: id, train },
    });
  },
});
