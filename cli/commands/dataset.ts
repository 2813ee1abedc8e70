import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import {
  type DatasetSummary,
  datasetDetailSchema,
  datasetsResponseSchema,
  exportFormats,
  splitSchema,
} from "../../api/contract/datasets.ts";
import { versionIdSchema } from "../../api/contract/models.ts";
import { datasetKindSchema } from "../../domain/datasets/dataset-version.ts";
import { defineCommand, groupCommands } from "../define-command.ts";
import { exitCodes } from "../exit-codes.ts";
import { uploadFile } from "../gateway/upload-file.ts";
import { formatBytes, formatCounts, formatTable, printable } from "../output/format.ts";
import { runAndFollow } from "../runs/run-and-follow.ts";

const author = z.string({ error: "name the author by --author" }).min(1);
const datasetPath = (id: string): string => `/datasets/${encodeURIComponent(id)}`;

const generate = defineCommand({
  name: "generate",
  summary: "Generate samples from an author's documents, as a new dataset version.",
  options: [
    ["--author <name>", "whose documents are read, and whose twin it is for"],
    ["--max-documents <count>", "most documents to read"],
    ["--samples-per-document <count>", "samples to ask for per document"],
    ["--test-share <share>", "share of the documents whose samples are held out, such as 0.1"],
    ["--seed <number>", "decides which documents are held out"],
    ["--train", "start training on it at once"],
  ],
  examples: ['npx twin dataset generate --author "Ada Lovelace"'],
  input: z.object({
    author,
    maxDocuments: z.coerce.number().int().min(1).optional(),
    samplesPerDocument: z.coerce.number().int().min(1).optional(),
    testShare: z.coerce.number().gt(0).lt(1).optional(),
    seed: z.coerce.number().int().min(0).optional(),
    train: z.boolean().default(false),
  }),
  run: (context, { author: name, train, maxDocuments, samplesPerDocument, testShare, seed }) =>
    runAndFollow(context, {
      kind: "datasetGeneration",
      input: {
        authors: [name],
        train,
        ...(maxDocuments === undefined ? {} : { maxDocuments }),
        ...(samplesPerDocument === undefined ? {} : { samplesPerDocument }),
        ...(testShare === undefined ? {} : { testShare }),
        ...(seed === undefined ? {} : { seed }),
      },
    }),
});

const importSamples = defineCommand({
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
    author,
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

const toRow = ({ id, kind, samples, lineage, createdAt }: DatasetSummary): string[] => [
  id,
  kind,
  `${samples.train} + ${samples.test} held out`,
  lineage.source,
  `${lineage.documents} documents`,
  createdAt,
];

const list = defineCommand({
  name: "list",
  summary: "List the versions of datasets, newest first.",
  options: [["--author <name>", "only those for this author"]],
  examples: ["npx twin dataset list"],
  input: z.object({ author: z.string().min(1).optional() }),
  run: async ({ gateway, output, signal }, { author: name }) => {
    const query = new URLSearchParams({ limit: "200", ...(name === undefined ? {} : { author: name }) });
    const { items } = await gateway.get(`/datasets?${query}`, datasetsResponseSchema, signal);
    output.result(items, () =>
      items.length === 0
        ? 'There are no datasets. Make one: npx twin dataset generate --author "name"'
        : printable(formatTable(items.map(toRow))),
    );
    return exitCodes.ok;
  },
});

const id = versionIdSchema;

const show = defineCommand({
  name: "show",
  summary: "Show a version of a dataset: counts and where it comes from.",
  arguments: [["<id>", "its id, as `twin dataset list` shows it"]],
  examples: ["npx twin dataset show ada-instruct-v1"],
  input: z.object({ id }),
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

const exportDataset = defineCommand({
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
    id,
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

export const datasetCommands = groupCommands("dataset", "Make, list, show and save datasets.", [
  generate,
  importSamples,
  list,
  show,
  exportDataset,
]);
