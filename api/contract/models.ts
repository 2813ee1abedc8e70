import { z } from "zod";
import { canarySchema, targetSchema } from "../../domain/deployment/serving.ts";
import { estimateSchema, metricReportSchema } from "../../domain/evaluation/report.ts";
import { lossPointSchema, modelVersionSchema, stageSchema } from "../../domain/registry/model-version.ts";
import { approvalStatusSchema } from "./approvals.ts";
import { pageOf, pageQuery } from "./paging.ts";
import { authorNameSchema } from "./search.ts";

/** Id of a version in the registry, such as `ada-lovelace-v3`. */
export const versionIdSchema = z
  .string()
  .max(300)
  .regex(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*-v[1-9]\d{0,8}$/u, "must be the id of a version, such as ada-v3");

export const versionParams = z.strictObject({ version: versionIdSchema });

/** Query of `GET /models`. */
export const modelsQuerySchema = z.strictObject({
  ...pageQuery,
  author: authorNameSchema.optional(),
  model: z.string().min(1).max(300).optional(),
  stage: stageSchema.optional(),
  dataset: versionIdSchema.optional().meta({ description: "Id of the dataset version it was trained on" }),
});

/** Where a version takes part in serving. */
export const servingRoleSchema = z.object({
  target: targetSchema,
  role: z.enum(["stable", "candidate", "previous"]),
  weight: z.number().meta({ description: "Share of the requests that it answers, 0 to 1" }),
});
export type ServingRole = z.infer<typeof servingRoleSchema>;

export const modelSummarySchema = modelVersionSchema
  .omit({ key: true, lossCurve: true, artefacts: true, hyperparameters: true })
  .extend({
    bytes: z.int().meta({ description: "Size of the artefact that serves" }),
    serves: z.array(servingRoleSchema),
  })
  .meta({ id: "ModelSummary" });
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export const modelsResponseSchema = pageOf(modelSummarySchema).meta({ id: "ModelPage" });
export type ModelsResponse = z.infer<typeof modelsResponseSchema>;

/** Answer of `GET /models/{version}`. */
export const modelDetailSchema = modelVersionSchema
  .omit({ key: true })
  .extend({
    serves: z.array(servingRoleSchema),
    approval: approvalStatusSchema
      .nullable()
      .meta({ description: "The decision that its run asked for; null before it did" }),
  })
  .meta({ id: "ModelDetail" });
export type ModelDetail = z.infer<typeof modelDetailSchema>;

/** Body of `PATCH /models/{version}`. */
export const modelPatchSchema = z
  .strictObject({
    tags: z
      .record(z.string().trim().min(1).max(100), z.string().max(1_000).nullable())
      .meta({ description: "Tags to set; null takes one away, those not named stay" }),
  })
  .meta({ id: "ModelPatch" });

/** Query of `GET /models/compare`. */
export const compareQuerySchema = z.strictObject({ a: versionIdSchema, b: versionIdSchema });

const parameterSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const modelComparisonSchema = z
  .object({
    a: modelSummarySchema,
    b: modelSummarySchema,
    hyperparameters: z
      .array(
        z.object({
          name: z.string(),
          a: parameterSchema.optional(),
          b: parameterSchema.optional(),
          same: z.boolean(),
        }),
      )
      .meta({ description: "A side without the parameter leaves it out" }),
    metrics: z
      .array(
        z.object({
          name: z.string(),
          a: z.number().nullable(),
          b: z.number().nullable(),
          difference: z.number().nullable().meta({ description: "b minus a" }),
        }),
      )
      .meta({ description: "Figures of the training runs" }),
    report: z
      .array(
        metricReportSchema.pick({ name: true, unit: true, better: true }).extend({
          a: estimateSchema.nullable(),
          b: estimateSchema.nullable(),
          difference: z.number().nullable().meta({ description: "Mean of b minus mean of a" }),
        }),
      )
      .meta({ description: "What the evaluation reports measured of each candidate" }),
    sameSamples: z.boolean().meta({
      description:
        "Whether both reports rest on the same held-out samples: only then their difference means much",
    }),
    lossCurves: z.object({ a: z.array(lossPointSchema), b: z.array(lossPointSchema) }),
  })
  .meta({ id: "ModelComparison" });
export type ModelComparison = z.infer<typeof modelComparisonSchema>;

/** Body of `POST /models/{version}/deploy`. */
export const deployRequestSchema = z
  .strictObject({ target: targetSchema.default("local"), canary: canarySchema.prefault({}) })
  .meta({ id: "DeployRequest" });

/** Body of `POST /models/rollback`. */
export const rollbackRequestSchema = z
  .strictObject({ target: targetSchema.default("local") })
  .meta({ id: "RollbackRequest" });
