import { z } from "zod";
import { datasetKindSchema } from "../datasets/dataset-version.ts";
import { sha256Schema } from "../registry/artefact.ts";
import { runFailureSchema } from "./failures.ts";

const authorName = z.string().trim().min(1).max(200);

/** The fields of the input, before they are looked at together. */
export const datasetGenerationFields = z.strictObject({
  /** Whose documents are read; all authors when left out. */
  authors: z.array(authorName).min(1).max(100).optional(),
  /** Whose twin it is for; default: the only author named. */
  author: authorName.optional(),
  kind: datasetKindSchema.default("instruct"),
  /** A ready file of samples that was uploaded to `POST /imports`, instead of generating them. */
  upload: sha256Schema.optional(),
  /** Most documents to read. */
  maxDocuments: z.int().min(1).max(5_000).default(1_000),
  /** Samples to ask for per document. */
  samplesPerDocument: z.int().min(1).max(50).default(5),
  /** Share of the documents whose samples are held out. */
  testShare: z.number().gt(0).lt(1).default(0.1),
  seed: z.int().min(0).default(42),
  /** Start training on the new version at once. */
  train: z.boolean().default(false),
});

export const datasetGenerationInputSchema = datasetGenerationFields.superRefine((input, context) => {
  if (input.author === undefined && input.authors?.length !== 1) {
    context.addIssue({
      code: "custom",
      path: ["author"],
      message: "name the author whose twin this dataset is for",
    });
  }
  if (input.kind === "preference" && input.upload === undefined) {
    context.addIssue({
      code: "custom",
      path: ["kind"],
      message: "only instruct samples can be generated yet",
    });
  }
});
export type DatasetGenerationInput = z.input<typeof datasetGenerationInputSchema>;

export const datasetGenerationResultSchema = z.object({
  dataset: z.string(),
  version: z.int(),
  /** False when the same samples were there as a version already. */
  created: z.boolean(),
  documents: z.int(),
  /** Documents whose samples came from the store, without a generation. */
  reused: z.int(),
  samples: z.object({ train: z.int(), test: z.int() }),
  dropped: z.record(z.string(), z.int()),
  failures: z.array(runFailureSchema),
  /** Workflow id of the training that was started; `null` when none was. */
  training: z.string().nullable(),
});
export type DatasetGenerationResult = z.infer<typeof datasetGenerationResultSchema>;
