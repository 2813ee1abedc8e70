import { allHandlersFinished, condition, patched, setHandler, workflowInfo } from "@temporalio/workflow";
import { renderReport } from "../domain/evaluation/render-report.ts";
import type { ReportSummary } from "../domain/evaluation/report.ts";
import { type DecisionRecord, describeDecision } from "../domain/registry/approval.ts";
import { type Stage, slugOf } from "../domain/registry/model-version.ts";
import {
  type ContinuousTrainingInput,
  type ContinuousTrainingResult,
  continuousTrainingInputSchema,
  untrained,
} from "../domain/runs/continuous-training.ts";
import { toMilliseconds } from "../domain/runs/duration.ts";
import { gpu, quick } from "./activities.ts";
import { openDecisionDesk } from "./decision-desk.ts";
import { deployChild } from "./deploy-child.ts";
import { gpuStep } from "./gpu-step.ts";
import { joinTraining } from "./join-training.ts";
import { reportQuery } from "./messages.ts";
import { parseInput } from "./parse-input.ts";
import { trackStatus } from "./track-status.ts";

/** Where a decision leaves the version that it was about. */
const stageAfter: Readonly<Record<DecisionRecord["outcome"], Stage>> = {
  approved: "approved",
  rejected: "rejected",
  // Never let through: an archived version could be deployed.
  "timed-out": "rejected",
};

/** Makes a model of an author's dataset, compares it with the one in production, and asks a human whether it may serve. */
export async function continuousTraining(
  rawInput: ContinuousTrainingInput,
): Promise<ContinuousTrainingResult> {
  const status = trackStatus({
    dataset: "documents",
    trainer: "workers",
    "fine-tune": "steps",
    merge: "models",
    quantize: "models",
    evaluate: "answers",
    register: "versions",
    decision: "decisions",
    deploy: "versions",
  });
  const notes: string[] = [];
  const note = (line: string): void => {
    notes.push(line);
    status.note(notes);
  };
  let summary: ReportSummary | null = null;
  setHandler(reportQuery, () => summary);
  const desk = openDecisionDesk(note);
  const input = parseInput(continuousTrainingInputSchema, rawInput);
  const { workflowId, runId } = workflowInfo();
  const runKey = runId;

  const plan = await status.step("dataset", () => quick.resolveTraining(input));
  note(`Dataset ${plan.datasetId}, base model ${plan.baseModel}, compared with ${plan.baseline.id}`);
  status.update("dataset", { done: plan.documents });
  if (!plan.train) {
    note("There is nothing new to train on.");
    return untrained(plan.datasetId, null);
  }
  // A schedule asks for whatever is newest: that is trained on under the id of its own, as a start by hand would be.
  if (input.dataset === undefined && input.onlyNewDataset && patched("schedules-join")) {
    const training = await joinTraining({ ...input, dataset: plan.datasetId });
    note(`Goes on as ${training}`);
    return untrained(plan.datasetId, training);
  }

  const hardware = await gpuStep(status, "prepareTrainer", () => gpu.prepareTrainer());
  note(`Trains on ${hardware.description} (${hardware.worker})`);
  const one = { done: 1, total: 1, counts: {} };
  status.update("trainer", one);
  const { baseModel, dataset } = plan;
  const { method, quantization, author } = input;
  const tuned = await gpuStep(status, "finetune", () =>
    gpu.finetune({ runKey, dataset, baseModel, method, hyperparameters: input.hyperparameters }),
  );
  const steps = tuned.metrics["steps"] ?? 0;
  status.update("fine-tune", { done: steps, total: steps, counts: finalLosses(tuned.metrics) });
  const { merged } = await gpuStep(status, "mergeAdapter", () =>
    gpu.mergeAdapter({ runKey, baseModel, adapter: tuned.adapter }),
  );
  status.update("merge", one);
  const { serving } = await gpuStep(status, "quantize", () =>
    gpu.quantize({ runKey, merged, dataset, quantization }),
  );
  status.update("quantize", one);
  const evaluated = await gpuStep(status, "evaluate", () =>
    gpu.evaluate({
      runKey,
      author,
      datasetId: plan.datasetId,
      dataset,
      candidate: { artefact: serving, quantization },
      baseline: plan.baseline,
      ...input.evaluation,
      lossCurve: tuned.lossCurve,
      hyperparameters: tuned.hyperparameters,
    }),
  );
  summary = evaluated.summary;
  const answers = summary.samples * 2;
  status.update("evaluate", { done: answers, total: answers });
  status.show(renderReport(summary));

  const registered = await status.step("register", () =>
    quick.registerModel({
      key: runId,
      model: slugOf(author),
      author,
      method,
      quantization,
      lineage: {
        datasetId: plan.datasetId,
        documents: plan.documents,
        baseModel,
        codeVersion: plan.codeVersion,
        workflowId,
        runId,
      },
      hyperparameters: tuned.hyperparameters,
      metrics: { ...tuned.metrics, ...measured(evaluated.summary) },
      lossCurve: [...tuned.lossCurve],
      artefacts: { serving, adapter: tuned.adapter, merged, report: evaluated.report },
      tags: {},
    }),
  );
  note(`Registered as ${registered.id}`);
  status.update("register", one);

  const failedGates = evaluated.summary.gates.filter((gate) => !gate.passed).map((gate) => gate.name);
  const requestedAt = Date.now();
  const approval = {
    workflowId,
    runId,
    versionId: registered.id,
    author,
    requestedAt: new Date(requestedAt).toISOString(),
    expiresAt: new Date(requestedAt + toMilliseconds(input.approval.timeout)).toISOString(),
    reportSha256: evaluated.summary.sha256,
    failedGates,
    decision: null,
  };
  const decision = await status.step("decision", async () => {
    status.wait(
      `a human's decision about ${registered.id} until ${approval.expiresAt}. Send the signal "approve" with {"approved": true, "approver": "your name", "comment": "why"}, or decide in the web UI or by \`twin approve\`.`,
    );
    const taken = await desk.decide(
      approval,
      () => quick.requestDecision(approval),
      toMilliseconds(input.approval.remindAfter),
      () => quick.remindOfDecision(approval),
    );
    status.wait(null);
    return quick.recordDecision({ runId, decision: taken });
  });
  note(`Decision: ${describeDecision(decision)}`);
  status.update("decision", one);
  const stage = stageAfter[decision.outcome];
  await quick.moveModel({ id: registered.id, from: ["candidate"], to: stage });

  const deployment =
    input.deploy && decision.outcome === "approved"
      ? await status.step("deploy", () => deployChild(status, { ...input.deploy, version: registered.id }))
      : null;
  if (deployment) status.update("deploy", one);
  await condition(allHandlersFinished);
  return {
    dataset: plan.datasetId,
    version: registered.id,
    stage: deployment?.outcome === "promoted" ? "production" : stage,
    decision,
    reportSha256: evaluated.summary.sha256,
    deployment,
  };
}

/** Held-out losses before and after training, in nats per token, where they were measured. */
const finalLosses = ({
  baseEvalLoss,
  evalLoss,
}: Readonly<Record<string, number>>): Record<string, number> => ({
  ...(baseEvalLoss !== undefined && { "loss before": baseEvalLoss }),
  ...(evalLoss !== undefined && { "loss after": evalLoss }),
});

/** The candidate's means, for the version in the registry. */
const measured = ({ metrics }: ReportSummary): Record<string, number> =>
  Object.fromEntries(metrics.map(({ name, candidate }) => [`evaluation.${name}`, candidate.mean]));
