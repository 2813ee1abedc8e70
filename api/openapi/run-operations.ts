import {
  decisionRequestSchema,
  decisionResponseSchema,
  reportResponseSchema,
} from "../contract/approvals.ts";
import {
  runDetailQuerySchema,
  runDetailSchema,
  runsQuerySchema,
  runsResponseSchema,
  startRunRequestSchema,
  startRunResponseSchema,
  workflowIdParams,
} from "../contract/runs.ts";
import type { OperationDescription } from "./operation.ts";

const UNAVAILABLE = "Temporal does not answer";

/** Operations that start, list and follow runs. */
export const runOperations: readonly OperationDescription[] = [
  {
    method: "post",
    path: "/runs",
    operationId: "startRun",
    tag: "runs",
    summary: "Start a run, or join the one that does the same work",
    body: { schema: startRunRequestSchema },
    answers: { 202: { description: "Running; `Location` leads to it", schema: startRunResponseSchema } },
    problems: {
      400: "Wrong input",
      404: "There is no dataset to train on",
      409: "The run that is there does something else",
      415: "Body is not JSON",
      503: UNAVAILABLE,
    },
  },
  {
    method: "get",
    path: "/runs",
    operationId: "listRuns",
    tag: "runs",
    summary: "List runs, latest first",
    query: runsQuerySchema,
    answers: { 200: { description: "One page", schema: runsResponseSchema } },
    problems: { 400: "Wrong input", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/runs/{workflowId}",
    operationId: "getRun",
    tag: "runs",
    summary: "Follow a run: steps, progress, result or failure",
    params: workflowIdParams,
    query: runDetailQuerySchema,
    answers: { 200: { description: "The run", schema: runDetailSchema } },
    problems: { 400: "Wrong input", 404: "No such run", 503: UNAVAILABLE },
  },
  {
    method: "post",
    path: "/runs/{workflowId}/cancel",
    operationId: "cancelRun",
    tag: "runs",
    summary: "Ask a run to stop",
    params: workflowIdParams,
    answers: { 202: { description: "Asked", schema: runDetailSchema } },
    problems: { 404: "No such run", 409: "It has ended already", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/runs/{workflowId}/report",
    operationId: "getReport",
    tag: "runs",
    summary: "Read the evaluation report of a training run",
    params: workflowIdParams,
    query: runDetailQuerySchema,
    answers: { 200: { description: "The report; its SHA-256 is the `ETag`", schema: reportResponseSchema } },
    problems: { 400: "Wrong input", 404: "There is none, or none yet", 503: "A store does not answer" },
  },
  {
    method: "post",
    path: "/runs/{workflowId}/decision",
    operationId: "decide",
    tag: "runs",
    summary: "Approve or reject the model of a training run",
    description: "One decision counts: a second or late one is refused with the words of the first.",
    params: workflowIdParams,
    query: runDetailQuerySchema,
    body: { schema: decisionRequestSchema },
    answers: { 200: { description: "What was recorded", schema: decisionResponseSchema } },
    problems: {
      400: "Wrong input",
      404: "No such run",
      409: "Decided already, too early, too late, of another kind, or gates failed and `override` is not set",
      415: "Body is not JSON",
      503: "Temporal or the run's worker does not answer",
    },
  },
];
