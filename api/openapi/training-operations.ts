import { z } from "zod";
import { approvalsQuerySchema, approvalsResponseSchema } from "../contract/approvals.ts";
import {
  compareQuerySchema,
  deployRequestSchema,
  modelComparisonSchema,
  modelDetailSchema,
  modelPatchSchema,
  modelsQuerySchema,
  modelsResponseSchema,
  rollbackRequestSchema,
  versionParams,
} from "../contract/models.ts";
import { startRunResponseSchema } from "../contract/runs.ts";
import { servingResponseSchema } from "../contract/serving.ts";
import type { OperationDescription } from "./operation.ts";

const UNAVAILABLE = "A store or Temporal does not answer";

/** Operations on decisions, model versions and what serves. */
export const trainingOperations: readonly OperationDescription[] = [
  {
    method: "get",
    path: "/approvals",
    operationId: "listApprovals",
    tag: "training",
    summary: "List the decisions that humans were asked for, newest first",
    query: approvalsQuerySchema,
    answers: { 200: { description: "One page", schema: approvalsResponseSchema } },
    problems: { 400: "Wrong input", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/models",
    operationId: "listModelVersions",
    tag: "training",
    summary: "List the versions of models, newest first",
    query: modelsQuerySchema,
    answers: { 200: { description: "One page", schema: modelsResponseSchema } },
    problems: { 400: "Wrong input", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/models/{version}",
    operationId: "getModel",
    tag: "training",
    summary: "Read a version: lineage, metrics, loss curve, artefacts, decision, and what it serves",
    params: versionParams,
    answers: { 200: { description: "The version", schema: modelDetailSchema } },
    problems: { 400: "Wrong id", 404: "No such version", 503: UNAVAILABLE },
  },
  {
    method: "patch",
    path: "/models/{version}",
    operationId: "tagModel",
    tag: "training",
    summary: "Set or take away tags of a version",
    params: versionParams,
    body: { schema: modelPatchSchema },
    answers: { 200: { description: "The version", schema: modelDetailSchema } },
    problems: { 400: "Wrong input", 404: "No such version", 415: "Body is not JSON", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/models/compare",
    operationId: "compareModels",
    tag: "training",
    summary: "Set two versions side by side",
    query: compareQuerySchema,
    answers: { 200: { description: "The comparison", schema: modelComparisonSchema } },
    problems: { 400: "Wrong input", 404: "No such version", 503: UNAVAILABLE },
  },
  {
    method: "post",
    path: "/models/{version}/deploy",
    operationId: "deployModel",
    tag: "training",
    summary: "Put a version behind the stable address, or join the run that does so",
    params: versionParams,
    body: { schema: deployRequestSchema },
    answers: { 202: { description: "Running; `Location` leads to it", schema: startRunResponseSchema } },
    problems: {
      400: "Wrong input",
      404: "No such version",
      409: "It may not serve, or another version is being deployed to the target",
      415: "Body is not JSON",
      503: UNAVAILABLE,
    },
  },
  {
    method: "post",
    path: "/models/rollback",
    operationId: "rollBack",
    tag: "training",
    summary: "Go back to what served before; ends a deployment that is running",
    body: { schema: rollbackRequestSchema },
    answers: {
      202: {
        description: "Asked; `joined` where a running deployment was told to go back",
        schema: startRunResponseSchema,
      },
    },
    problems: {
      400: "Wrong input",
      409: "There is nothing to go back to",
      415: "Body is not JSON",
      503: UNAVAILABLE,
    },
  },
  {
    method: "get",
    path: "/serving",
    operationId: "getServing",
    tag: "training",
    summary: "Tell what serves at each target, what the gateways report of it, and what answers here",
    query: z.strictObject({}),
    answers: { 200: { description: "Each target", schema: servingResponseSchema } },
    problems: { 503: "The registry does not answer" },
  },
];
