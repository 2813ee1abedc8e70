import { z } from "zod";
import { describeOtherModel } from "../../domain/deployment/version-id.ts";
import { continuousTrainingInputSchema } from "../../domain/runs/continuous-training.ts";
import { datasetGenerationInputSchema } from "../../domain/runs/dataset-generation.ts";
import { deploymentInputSchema } from "../../domain/runs/deployment.ts";
import { etlInputSchema } from "../../domain/runs/etl.ts";
import { featureEngineeringInputSchema } from "../../domain/runs/feature-engineering.ts";
import { runStatusSchema } from "../../domain/runs/status.ts";
import { twinInputSchema } from "../../domain/runs/twin.ts";
import type { RunKindName } from "../../domain/runs/workflows.ts";
import { approvalStatusSchema } from "./approvals.ts";
import { pageOf, pageQuery } from "./paging.ts";

export const runKindNames = [
  "etl",
  "featureEngineering",
  "datasetGeneration",
  "continuousTraining",
  "deployment",
  "twin",
] as const satisfies readonly RunKindName[];
export const runKindSchema = z.enum(runKindNames);

/** What a run is doing or how it ended. */
export const runStates = [
  "running",
  "completed",
  "failed",
  "canceled",
  "terminated",
  "continued-as-new",
  "timed-out",
] as const;
export const runStateSchema = z.enum(runStates);
export type RunState = z.infer<typeof runStateSchema>;

/** Here and not in the input itself: a deployment that is running was started with what was let through then. */
const deploymentRequestSchema = deploymentInputSchema.superRefine((input, context) => {
  const message = describeOtherModel(input);
  if (message) context.addIssue({ code: "custom", path: ["model"], message });
});

/** Body of `POST /runs`. */
export const startRunRequestSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("etl"), input: etlInputSchema }),
    z.strictObject({ kind: z.literal("featureEngineering"), input: featureEngineeringInputSchema }),
    z.strictObject({ kind: z.literal("datasetGeneration"), input: datasetGenerationInputSchema }),
    z.strictObject({ kind: z.literal("continuousTraining"), input: continuousTrainingInputSchema }),
    z.strictObject({ kind: z.literal("deployment"), input: deploymentRequestSchema }),
    z.strictObject({ kind: z.literal("twin"), input: twinInputSchema }),
  ])
  .meta({ id: "StartRunRequest" });
export type StartRunRequest = z.input<typeof startRunRequestSchema>;
export type ParsedStartRunRequest = z.output<typeof startRunRequestSchema>;

export const startRunResponseSchema = z
  .object({
    workflowId: z.string(),
    runId: z.string(),
    joined: z.boolean().meta({ description: "The same work was already running: this is that run" }),
  })
  .meta({ id: "StartedRun" });
export type StartRunResponse = z.infer<typeof startRunResponseSchema>;

/** Query of `GET /runs`. */
export const runsQuerySchema = z.strictObject({
  ...pageQuery,
  kind: runKindSchema.optional(),
  state: runStateSchema.optional(),
});

export const runSummarySchema = z
  .object({
    workflowId: z.string(),
    runId: z.string(),
    kind: z.string().meta({ description: "Workflow type" }),
    state: runStateSchema,
    startedAt: z.string(),
    closedAt: z.string().nullable(),
    temporalUrl: z.string().meta({ description: "This run in the Temporal UI" }),
  })
  .meta({ id: "RunSummary" });
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runsResponseSchema = pageOf(runSummarySchema).meta({ id: "RunPage" });
export type RunsResponse = z.infer<typeof runsResponseSchema>;

export const runFailureSchema = z.object({
  message: z.string().meta({ description: "The innermost cause" }),
  causes: z
    .array(z.object({ type: z.string(), message: z.string() }))
    .meta({ description: "From the outermost to the innermost" }),
});
export type RunFailure = z.infer<typeof runFailureSchema>;

/** What the workflow engine tells of a run. */
export const runReportSchema = runSummarySchema.extend({
  status: runStatusSchema
    .nullable()
    .meta({ description: "Steps with their progress; null when no worker answers" }),
  result: z.unknown().meta({ description: "What the run came to, once completed; null before" }),
  failure: runFailureSchema.nullable(),
});
export type RunReport = z.infer<typeof runReportSchema>;

/** Answer of `GET /runs/{workflowId}`. */
export const runDetailSchema = runReportSchema
  .extend({
    approval: approvalStatusSchema
      .nullable()
      .meta({ description: "The decision of a human that this run asked for; null where it asked for none" }),
  })
  .meta({ id: "RunDetail" });
export type RunDetail = z.infer<typeof runDetailSchema>;

export const workflowIdParams = z.strictObject({ workflowId: z.string().min(1).max(1_000) });
/** `runId` picks one run of several with the same workflow id; the latest one without it. */
export const runDetailQuerySchema = z.strictObject({ runId: z.uuid().optional() });
