import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { exportFormats, splitSchema } from "../../../api/contract/datasets.ts";
import { versionIdSchema } from "../../../api/contract/models.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { formatBytes } from "../../output/format.ts";
import { datasetPath } from "./dataset-path.ts";

export const exportDataset = defineCommand({
  name: "export",
  summary: "Save a dataset: a split as JSON lines, or the Hugging Face dataset folder as a zip archive.",
  arguments: [["<id>", "its id"]],
  options: [
    ["--format <format>", "jsonl (default) or huggingface"],
    ["--split <split>", "for jsonl: train (default) or test"],
    ["--output <path>", "the file to write"],
  ],
  examples: ["npx twin dataset export ada-instruct-v1 --format huggingface --output ada.zip"],
  input: z.object({
    id: versionIdSchema,
    format: z.enum(exportFormats).default("jsonl"),
    split: splitSchema.optional(),
    output: z.string({ error: "name the file by --output" }).min(1),
  }),
  run: async ({ gateway, output, signal }, { id: dataset, format, split, output: file }) => {
    const query = new URLSearchParams({ format, ...(split ? { split } : {}) });
    const body = await gateway.download(`${datasetPath(dataset)}/export?${query}`, signal);
    const partial = `${file}.partial`;
    const target = createWriteStream(partial);
    try {
      await pipeline(Readable.fromWeb(body), target, { signal });
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    const bytes = target.bytesWritten;
    output.result({ file, bytes }, () => `Wrote ${file} (${formatBytes(bytes)})`);
    return exitCodes.ok;
  },
});
