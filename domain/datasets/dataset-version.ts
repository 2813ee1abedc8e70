import { z } from "zod";
import { artefactSchema, sha256Schema } from "../registry/artefact.ts";

export const datasetKinds = ["instruct", "preference"] as const;
export const datasetKindSchema = z.enum(datasetKinds);
export type DatasetKind = z.infer<typeof datasetKindSchema>;

/** One line of `data/train.jsonl` and `data/test.jsonl` of an instruct dataset. */
export const instructSampleSchema = z.object({
  instruction: z.string().min(1),
  answer: z.string().min(1),
  /** The document it was made from; `null` where an imported sample could be traced to none. */
  documentId: z.string().nullable(),
});
export type InstructSample = z.infer<typeof instructSampleSchema>;

/** One line of `data/train.jsonl` and `data/test.jsonl` of a preference dataset. */
export const preferenceSampleSchema = z.object({
  instruction: z.string().min(1),
  chosen: z.string().min(1),
  rejected: z.string().min(1),
  documentId: z.string().nullable(),
});
export type PreferenceSample = z.infer<typeof preferenceSampleSchema>;

/** What a line of a dataset is, by its kind. */
export const sampleSchemas = { instruct: instructSampleSchema, preference: preferenceSampleSchema } as const;
export type DatasetSample = InstructSample | PreferenceSample;

/** Where the samples come from. */
export const datasetLineageSchema = z.object({
  source: z.enum(["generated", "imported"]),
  /** The documents behind the samples. */
  documents: z.array(z.object({ id: z.string(), contentHash: z.string() })),
  /** Name and version of the prompt, such as `instruct-dataset@1`; `null` for an import. */
  prompt: z.string().nullable(),
  /** What generated the samples; `null` for an import. */
  generator: z.string().nullable(),
  /** SHA-256 of the imported file. */
  uploadId: sha256Schema.nullable(),
  seed: z.int(),
});
export type DatasetLineage = z.infer<typeof datasetLineageSchema>;

export const datasetDraftSchema = z.object({
  /** Registering the same key again gives the version that is there. */
  key: z.string().min(1),
  /** `{slug of the author}-{kind}`. */
  name: z.string().min(1),
  /** Whose twin it is for. */
  author: z.string().min(1),
  kind: datasetKindSchema,
  /** Samples that are left after the filters. */
  samples: z.object({ train: z.int(), test: z.int() }),
  /** Filter (`length`, `duplicate`, `groundedness`, `malformed`) → samples that it took out. */
  dropped: z.record(z.string(), z.int()),
  lineage: datasetLineageSchema,
  /** A Hugging Face dataset folder: README.md, data/train.jsonl, data/test.jsonl. */
  artefact: artefactSchema,
});
export type DatasetDraft = z.infer<typeof datasetDraftSchema>;

export const datasetVersionSchema = datasetDraftSchema.extend({
  /** `{name}-v{version}`. */
  id: z.string(),
  /** From 1, without gaps in one name. */
  version: z.int().min(1),
  createdAt: z.iso.datetime(),
});
export type DatasetVersion = z.infer<typeof datasetVersionSchema>;
