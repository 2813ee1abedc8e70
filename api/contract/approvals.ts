import { z } from "zod";
import { evaluationReportSchema } from "../../domain/evaluation/report.ts";
import { approvalSchema, decisionInputSchema, decisionRecordSchema } from "../../domain/registry/approval.ts";
import { modelVersionSchema, stageSchema } from "../../domain/registry/model-version.ts";
import { pageOf, pageQuery } from "./paging.ts";
import { authorNameSchema } from "./search.ts";

/** `ended`: its run is over without a decision, so that nobody can take one any more. */
export const approvalStates = ["pending", "decided", "ended"] as const;
export const approvalStateSchema = z.enum(approvalStates);
export type ApprovalState = z.infer<typeof approvalStateSchema>;

/** Query of `GET /approvals`. */
export const approvalsQuerySchema = z.strictObject({
  ...pageQuery,
  state: z.enum(["pending", "decided"]).optional(),
  author: authorNameSchema.optional(),
});

/** A decision that was asked for, with where it stands now. */
export const approvalStatusSchema = approvalSchema
  .extend({ state: approvalStateSchema, temporalUrl: z.string() })
  .meta({ id: "Approval" });
export type ApprovalStatus = z.infer<typeof approvalStatusSchema>;

export const approvalItemSchema = approvalStatusSchema
  .extend({
    version: modelVersionSchema
      .pick({ id: true, model: true, version: true, method: true, quantization: true, metrics: true })
      .extend({ stage: stageSchema, datasetId: z.string(), baseModel: z.string() })
      .nullable()
      .meta({ description: "The candidate; its metrics have those of the report as `evaluation.{name}`" }),
  })
  .meta({ id: "ApprovalItem" });
export type ApprovalItem = z.infer<typeof approvalItemSchema>;

export const approvalsResponseSchema = pageOf(approvalItemSchema).meta({ id: "ApprovalPage" });
export type ApprovalsResponse = z.infer<typeof approvalsResponseSchema>;

/** Answer of `GET /runs/{workflowId}/report`. */
export const reportResponseSchema = evaluationReportSchema
  .extend({
    sha256: z.string().meta({ description: "SHA-256 of `report.json`, which the decision is recorded with" }),
  })
  .meta({ id: "EvaluationReport" });
export type ReportResponse = z.infer<typeof reportResponseSchema>;

/** Body of `POST /runs/{workflowId}/decision`. */
export const decisionRequestSchema = decisionInputSchema.meta({ id: "DecisionRequest" });
export const decisionResponseSchema = decisionRecordSchema.meta({ id: "DecisionRecord" });
