import { z } from "zod";
import {
  datasetKindSchema,
  datasetLineageSchema,
  datasetVersionSchema,
  instructSampleSchema,
  preferenceSampleSchema,
} from "../../domain/datasets/dataset-version.ts";
import { versionIdSchema } from "./models.ts";
import { pageOf, pageQuery } from "./paging.ts";
import { authorNameSchema } from "./search.ts";

export const datasetParams = z.strictObject({ id: versionIdSchema });

/** Query of `GET /datasets`. */
export const datasetsQuerySchema = z.strictObject({
  ...pageQuery,
  author: authorNameSchema.optional(),
  kind: datasetKindSchema.optional(),
});

export const datasetSummarySchema = datasetVersionSchema
  .omit({ key: true, artefact: true, lineage: true })
  .extend({
    lineage: datasetLineageSchema
      .omit({ documents: true })
      .extend({ documents: z.int().meta({ description: "Number of documents behind the samples" }) }),
    bytes: z.int(),
  })
  .meta({ id: "DatasetSummary" });
export type DatasetSummary = z.infer<typeof datasetSummarySchema>;

export const datasetsResponseSchema = pageOf(datasetSummarySchema).meta({ id: "DatasetPage" });
export type DatasetsResponse = z.infer<typeof datasetsResponseSchema>;

/** Answer of `GET /datasets/{id}`: with every document, and the files. */
export const datasetDetailSchema = datasetVersionSchema
  .omit({ key: true })
  .extend({ bytes: z.int() })
  .meta({ id: "DatasetDetail" });
export type DatasetDetail = z.infer<typeof datasetDetailSchema>;

export const splitSchema = z.enum(["train", "test"]);
export type Split = z.infer<typeof splitSchema>;

/** Query of `GET /datasets/{id}/samples`. */
export const samplesQuerySchema = z.strictObject({ ...pageQuery, split: splitSchema.default("train") });

export const samplesResponseSchema = pageOf(
  z.union([
    instructSampleSchema.meta({ id: "InstructSample" }),
    preferenceSampleSchema.meta({ id: "PreferenceSample" }),
  ]),
).meta({ id: "SamplePage" });
export type SamplesResponse = z.infer<typeof samplesResponseSchema>;

export const exportFormats = ["jsonl", "huggingface"] as const;

/** Query of `GET /datasets/{id}/export`. */
export const exportQuerySchema = z.strictObject({
  format: z.enum(exportFormats).default("jsonl").meta({
    description: "`jsonl`: one split, a sample a line; `huggingface`: the whole dataset folder, zipped",
  }),
  split: splitSchema.optional().meta({ description: "For `jsonl`: which split; default `train`" }),
});
