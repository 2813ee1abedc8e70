import type { RequestHandler } from "express";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** All metrics of the gateway, in a registry of their own. */
export const createMetrics = () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: "twin_http_requests_total",
      help: "Requests answered, by route, method and status",
      labelNames: ["route", "method", "status"],
      registers,
    }),
    requestSeconds: new Histogram({
      name: "twin_http_request_seconds",
      help: "Time from a request to the end of its answer",
      labelNames: ["route", "method"],
      buckets: SECONDS,
      registers,
    }),
    answers: new Counter({
      name: "twin_answers_total",
      help: "Answers given, by template and how they ended",
      labelNames: ["template", "finish_reason"],
      registers,
    }),
    answerTokens: new Counter({
      name: "twin_answer_tokens_total",
      help: "Tokens read and generated for answers",
      labelNames: ["kind"],
      registers,
    }),
    firstTokenSeconds: new Histogram({
      name: "twin_first_token_seconds",
      help: "Time from a prompt to the first token of its answer",
      buckets: SECONDS,
      registers,
    }),
    searchSeconds: new Histogram({
      name: "twin_search_seconds",
      help: "Time of a search, query embedding included",
      labelNames: ["mode"],
      buckets: SECONDS,
      registers,
    }),
    versionAnswers: new Counter({
      name: "twin_version_answers_total",
      help: "Answers that each model version generated, by how they went",
      labelNames: ["version", "outcome"],
      registers,
    }),
    candidateFallbacks: new Counter({
      name: "twin_candidate_fallbacks_total",
      help: "Requests that the stable version answered because the candidate failed",
      registers,
    }),
    servingSwaps: new Counter({
      name: "twin_serving_swaps_total",
      help: "Changes of the version that answers; the first one after the start is not counted",
      registers,
    }),
    versionFailures: new Counter({
      name: "twin_version_failures_total",
      help: "Model versions that could not be loaded or failed their smoke test",
      registers,
    }),
    uploadedBytes: new Counter({
      name: "twin_uploaded_bytes_total",
      help: "Bytes of uploads kept",
      registers,
    }),
    runsStarted: new Counter({
      name: "twin_runs_started_total",
      help: "Runs started, by kind; those that joined a running one are not counted",
      labelNames: ["kind"],
      registers,
    }),
    decisions: new Counter({
      name: "twin_decisions_total",
      help: "Decisions about models that were taken through this gateway, by how they ended",
      labelNames: ["outcome"],
      registers,
    }),
    deletedDocuments: new Counter({
      name: "twin_deleted_documents_total",
      help: "Documents deleted on request",
      registers,
    }),
  };
};
export type Metrics = ReturnType<typeof createMetrics>;

/** The pattern of the route that answered, so that ids in paths make no labels. */
const routeOf = (route: unknown): string =>
  typeof route === "object" && route !== null && "path" in route && typeof route.path === "string"
    ? route.path
    : "other";

const knownMethods = new Set(["GET", "HEAD", "POST", "DELETE", "OPTIONS"]);

/** Counts and times every request. */
export const measureRequests =
  (metrics: Metrics): RequestHandler =>
  (request, response, next) => {
    const stop = metrics.requestSeconds.startTimer();
    response.once("close", () => {
      const route = routeOf(request.route);
      const method = knownMethods.has(request.method) ? request.method : "other";
      stop({ route, method });
      const status = response.writableFinished ? String(response.statusCode) : "client-left";
      metrics.requests.inc({ route, method, status });
    });
    next();
  };
