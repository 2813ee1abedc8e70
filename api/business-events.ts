import type { Logger } from "pino";
import type { Answer, RetrievalMode, TemplateName } from "../retrieval/contract.ts";
import type { DeletionResponse } from "./contract/documents.ts";
import type { Metrics } from "./metrics.ts";
import type { ServingEvents } from "./serving/serving.ts";

/** What happened that the business cares about: each is logged and counted here and nowhere else. */
export interface BusinessEvents extends ServingEvents {
  answered(template: TemplateName, answer: Answer): void;
  searched(search: { mode: RetrievalMode; results: number; totalMs: number }): void;
  uploaded(upload: { id: string; bytes: number }): void;
  runStarted(run: { kind: string; workflowId: string; joined: boolean }): void;
  decided(decision: { workflowId: string; outcome: string; override: boolean }): void;
  deleted(what: "author" | "document", id: string, deletion: DeletionResponse): void;
}

/** Texts of prompts, answers and documents are never logged. */
export const createBusinessEvents = (logger: Logger, metrics: Metrics): BusinessEvents => ({
  answered: (template, { id, model, version, finishReason, usage, timings, citations }) => {
    logger.info(
      { id, template, model, version, finishReason, usage, timings, citations: citations.length },
      "answered",
    );
    metrics.answers.inc({ template, finish_reason: finishReason });
    metrics.answerTokens.inc({ kind: "prompt" }, usage.promptTokens);
    metrics.answerTokens.inc({ kind: "completion" }, usage.completionTokens);
    metrics.firstTokenSeconds.observe(timings.firstToken / 1_000);
  },
  searched: (search) => {
    logger.info(search, "searched");
    metrics.searchSeconds.observe({ mode: search.mode }, search.totalMs / 1_000);
  },
  uploaded: (upload) => {
    logger.info(upload, "uploaded");
    metrics.uploadedBytes.inc(upload.bytes);
  },
  runStarted: (run) => {
    logger.info(run, "run started");
    if (!run.joined) metrics.runsStarted.inc({ kind: run.kind });
  },
  decided: (decision) => {
    logger.info(decision, "decided");
    metrics.decisions.inc({ outcome: decision.outcome });
  },
  attempted: ({ version, failed }) => {
    metrics.versionAnswers.inc({ version, outcome: failed ? "failed" : "ok" });
  },
  swapped: (swap) => {
    logger.info(swap, "another version answers");
    if (swap.from !== undefined) metrics.servingSwaps.inc();
  },
  versionFailed: (failure) => {
    logger.error(failure, "a version cannot serve");
    metrics.versionFailures.inc();
  },
  fellBack: (fall) => {
    logger.warn(fall, "the candidate failed, the stable version answers");
    metrics.candidateFallbacks.inc();
  },
  deleted: (what, id, deletion) => {
    logger.info({ what, id, ...deletion }, "deleted");
    metrics.deletedDocuments.inc(deletion.documents);
  },
});
