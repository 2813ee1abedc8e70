import { z } from "zod";
import { healthResponseSchema, readinessResponseSchema } from "../contract/health.ts";
import { mapResponseSchema } from "../contract/map.ts";
import { statsResponseSchema } from "../contract/stats.ts";
import type { OperationDescription } from "./operation.ts";

/** Operations that show what is there and how the gateway is. */
export const insightOperations: readonly OperationDescription[] = [
  {
    method: "get",
    path: "/stats",
    operationId: "getStats",
    tag: "insight",
    summary: "Count documents, chunks and runs",
    answers: { 200: { description: "The counts", schema: statsResponseSchema } },
    problems: { 503: "A store does not answer" },
  },
  {
    method: "get",
    path: "/map",
    operationId: "getMap",
    tag: "insight",
    summary: "Lay the chunks' embeddings out in two dimensions",
    answers: {
      200: { description: "The points", schema: mapResponseSchema },
      202: { description: "Being computed: ask again", schema: mapResponseSchema },
    },
    problems: { 503: "The vector store does not answer" },
  },
  {
    method: "get",
    path: "/guides/{name}",
    operationId: "getGuide",
    tag: "insight",
    summary: "Read one of the project's guides as a page",
    params: z.strictObject({ name: z.string() }),
    answers: { 200: { description: "The page", schema: z.string(), contentType: "text/html" } },
    problems: { 404: "No such guide" },
    open: true,
  },
  {
    method: "get",
    path: "/healthz",
    operationId: "getHealth",
    tag: "operations",
    summary: "Tell whether the process is alive",
    answers: { 200: { description: "It is", schema: healthResponseSchema } },
    open: true,
  },
  {
    method: "get",
    path: "/readyz",
    operationId: "getReadiness",
    tag: "operations",
    summary: "Tell whether each part answers",
    answers: {
      200: { description: "All parts answer", schema: readinessResponseSchema },
      503: { description: "At least one does not", schema: readinessResponseSchema },
    },
    open: true,
  },
  {
    method: "get",
    path: "/metrics",
    operationId: "getMetrics",
    tag: "operations",
    summary: "Metrics for Prometheus",
    answers: { 200: { description: "The metrics", schema: z.string(), contentType: "text/plain" } },
  },
];
