import { defineQuery, defineSignal, defineUpdate } from "@temporalio/workflow";
import type { ReportSummary } from "../domain/evaluation/report.ts";
import type { DecisionInput, DecisionRecord } from "../domain/registry/approval.ts";
import type { RunStatus } from "../domain/runs/status.ts";

/** How far a run is: its steps with their counts, what failed, what it waits for. */
export const statusQuery = defineQuery<RunStatus>("status");

/** The evaluation report of a training run; `null` before there is one. */
export const reportQuery = defineQuery<ReportSummary | null>("report");

/** A human's decision, as sent from the Temporal UI or `temporal workflow signal`. One that cannot be taken is noted in the details. */
export const approveSignal = defineSignal<[DecisionInput]>("approve");

/** The same decision, which answers at once: with what was recorded, or with why it is refused. */
export const decideUpdate = defineUpdate<DecisionRecord, [DecisionInput]>("decide");

/** Ends a canary and goes back to what served before; with the reason to record. */
export const rollBackSignal = defineSignal<[string]>("rollBack");
