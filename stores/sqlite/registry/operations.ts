import { z } from "zod";
import type { DatasetDraft } from "../../../domain/datasets/dataset-version.ts";
import type { ServingReport, ServingState, Target } from "../../../domain/deployment/serving.ts";
import type { Approval, DecisionRecord } from "../../../domain/registry/approval.ts";
import type { ModelDraft, Stage } from "../../../domain/registry/model-version.ts";
import type { DatasetFilter, ModelFilter } from "../../registry.ts";
import type { ThreadContext } from "../thread-context.ts";
import * as approvals from "./approvals.ts";
import * as datasets from "./datasets.ts";
import * as models from "./models.ts";
import * as serving from "./serving.ts";

type PageRequest = { after?: string; limit: number };
type ApprovalFilter = { pending?: boolean; author?: string };
type Move = { from: readonly Stage[]; to: Stage; now: string };

const samplesRowSchema = z.object({ json: z.string() });

/** What the registry reads; see `Registry`. */
export const registryReads = {
  getDataset: ({ connection }: ThreadContext, id: string) => datasets.getDataset(connection, id),
  listDatasets: ({ connection }: ThreadContext, filter: DatasetFilter, page: PageRequest) =>
    datasets.listDatasets(connection, filter, page),
  getModel: ({ connection }: ThreadContext, id: string) => models.getModel(connection, id),
  listModels: ({ connection }: ThreadContext, filter: ModelFilter, page: PageRequest) =>
    models.listModels(connection, filter, page),
  getApproval: ({ connection }: ThreadContext, workflowId: string, runId: string | undefined) =>
    approvals.getApproval(connection, workflowId, runId),
  listApprovals: ({ connection }: ThreadContext, filter: ApprovalFilter, page: PageRequest) =>
    approvals.listApprovals(connection, filter, page),
  readServing: ({ connection }: ThreadContext, target: Target) => serving.readServing(connection, target),
  listServingReports: ({ connection }: ThreadContext, target: Target) =>
    serving.listServingReports(connection, target),
  readSamples: ({ connection }: ThreadContext, hash: string): string | undefined => {
    const row = connection.prepare("SELECT json FROM generated_samples WHERE hash = ?").get(hash);
    return row && samplesRowSchema.parse(row).json;
  },
};

/** What the registry writes, each in one transaction; see `Registry`. Times (`now`) are ISO 8601. */
export const registryWrites = {
  registerDataset: ({ connection }: ThreadContext, draft: DatasetDraft, now: string) =>
    datasets.registerDataset(connection, draft, now),
  registerModel: ({ connection }: ThreadContext, draft: ModelDraft, now: string) =>
    models.registerModel(connection, draft, now),
  moveModel: ({ connection }: ThreadContext, id: string, move: Move) =>
    models.moveModel(connection, id, move),
  tagModel: ({ connection }: ThreadContext, id: string, tags: Readonly<Record<string, string>>) =>
    models.tagModel(connection, id, tags),
  requestDecision: ({ connection }: ThreadContext, approval: Approval) =>
    approvals.requestDecision(connection, approval),
  recordDecision: ({ connection }: ThreadContext, runId: string, decision: DecisionRecord) =>
    approvals.recordDecision(connection, runId, decision),
  changeServing: ({ connection }: ThreadContext, expected: number, next: Omit<ServingState, "revision">) =>
    serving.changeServing(connection, expected, next),
  reportServing: ({ connection }: ThreadContext, report: ServingReport) =>
    serving.reportServing(connection, report),
  forgetServingReports: ({ connection }: ThreadContext, before: string) =>
    serving.forgetServingReports(connection, before),
  writeSamples: ({ connection }: ThreadContext, hash: string, json: string): void => {
    connection.prepare("INSERT OR REPLACE INTO generated_samples (hash, json) VALUES (?, ?)").run(hash, json);
  },
};
