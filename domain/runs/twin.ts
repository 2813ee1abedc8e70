import { z } from "zod";
import { continuousTrainingInputSchema, continuousTrainingResultSchema } from "./continuous-training.ts";
import { datasetGenerationFields, datasetGenerationResultSchema } from "./dataset-generation.ts";
import { ANY_AUTHOR, checkEtlInput, etlFields, etlResultSchema } from "./etl.ts";
import { featureEngineeringResultSchema } from "./feature-engineering.ts";

/** How far to go. */
export const twinStages = ["features", "dataset", "training", "deployment"] as const;
export type TwinStage = (typeof twinStages)[number];

/** From sources to a deployed model of one's own. */
export const twinInputSchema = etlFields
  .extend({
    /** The last stage to run: `features` gives a twin that answers with the base model. */
    until: z.enum(twinStages).default("deployment"),
    /** How the dataset is generated; see `datasetGeneration`. */
    dataset: datasetGenerationFields
      .pick({ maxDocuments: true, samplesPerDocument: true, testShare: true, seed: true })
      .prefault({}),
    /** How the model is trained and judged, and where it is deployed; see `continuousTraining`. */
    training: continuousTrainingInputSchema
      .omit({ author: true, dataset: true, onlyNewDataset: true })
      .prefault({}),
  })
  .superRefine((input, context) => {
    checkEtlInput(input, context);
    if (input.until !== "features" && input.author === ANY_AUTHOR) {
      context.addIssue({
        code: "custom",
        path: ["until"],
        message: 'must be "features" for sources that name their authors: a model is trained for one author',
      });
    }
  });
export type TwinInput = z.input<typeof twinInputSchema>;

export const twinResultSchema = z.object({
  etl: etlResultSchema,
  features: featureEngineeringResultSchema,
  /** `null` for a stage that was not asked for. */
  dataset: datasetGenerationResultSchema.nullable().optional(),
  training: continuousTrainingResultSchema.nullable().optional(),
});
export type TwinResult = z.infer<typeof twinResultSchema>;
