import { z } from "zod";
import { defineCommand } from "../../define-command.ts";
import { runAndFollow } from "../../runs/run-and-follow.ts";
import { forAuthor } from "./for-author.ts";

export const generateDataset = defineCommand({
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
    author: forAuthor,
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
