import { join } from "node:path";
import { buildReport } from "../../../domain/evaluation/build-report.ts";
import { artefactBytes } from "../../../domain/registry/artefact.ts";
import type { TrainingProgress } from "../../../domain/training/progress.ts";
import type { TrainingActivities } from "../contract.ts";
import { runFolder } from "../run-folder.ts";
import type { EvaluateDependencies, EvaluationReaders } from "./dependencies.ts";
import { measureBaseline } from "./measure-baseline.ts";
import { type MeasureOptions, measureModel } from "./measure-model.ts";
import { type EvaluateInput, type Material, readMaterial } from "./read-material.ts";
import { scoreAnswers } from "./score-answers.ts";
import { storeReport } from "./store-report.ts";
import { openWorkFile } from "./work-file.ts";

/** Tells how many answers of both models are there. */
const createTeller = (heartbeat: (progress: TrainingProgress) => void, total: number): (() => void) => {
  let done = 0;
  const tell = (): void => heartbeat({ stage: "evaluating", done, total, unit: "answers" });
  tell();
  return () => {
    done += 1;
    tell();
  };
};

/** Has both models answer, the candidate first, never both in memory. */
const measureBoth = async (
  { backend }: EvaluateDependencies,
  { candidate, baseline }: EvaluateInput,
  { questions }: Material,
  options: MeasureOptions,
) => {
  const ours = { kind: "artefact", name: "candidate", artefact: candidate.artefact } as const;
  const own = await measureModel(backend, ours, questions, options);
  const other = await measureBaseline(backend, baseline, questions, options);
  return { own, other };
};

const evaluate = async (
  dependencies: EvaluateDependencies,
  readers: EvaluationReaders,
  input: EvaluateInput,
): ReturnType<TrainingActivities["evaluate"]> => {
  const { artefacts, backend, templates, config, workFolder, now } = dependencies;
  const { signal, heartbeat } = dependencies.context();
  const { author, candidate, baseline, datasetId, seed, hyperparameters } = input;
  const material = await readMaterial(dependencies, readers, input, signal);
  const samples = material.questions.map(({ sample }) => sample);
  const folder = join(runFolder(workFolder, input.runKey), "evaluation");
  const { own, other } = await measureBoth(dependencies, input, material, {
    conditions: { author, answers: config.answers, template: templates.answer, seed, now },
    workFile: await openWorkFile(join(folder, "answers.jsonl")),
    signal,
    onSample: createTeller(heartbeat, 2 * samples.length),
  });
  const scorers = { embedder: readers.embedder, style: material.style };
  const report = buildReport({
    author,
    candidate: {
      artefactId: candidate.artefact.id,
      quantization: candidate.quantization,
      bytes: artefactBytes(candidate.artefact),
      results: await scoreAnswers(samples, own, scorers, signal),
    },
    baseline: {
      kind: baseline.kind,
      id: baseline.id,
      results: other.measured && (await scoreAnswers(samples, other.measured, scorers, signal)),
    },
    backend: backend.name,
    datasetId,
    seed,
    questions: samples.map(({ instruction, answer }) => ({ instruction, reference: answer })),
    gatesToPass: config.gates,
    missing: { metrics: material.missing, baseline: other.missing },
    lossCurve: [...input.lossCurve],
    hyperparameters,
  });
  return storeReport(artefacts, join(folder, "report"), report, signal);
};

/**
 * Makes the `evaluate` activity: both models answer the same held-out samples, one model after the other, by the backend
 * that will serve; the figures are compared, judged by the gates and stored as a report. A worker that is killed goes on
 * after the last sample that was measured.
 */
export const createEvaluateActivity =
  (dependencies: EvaluateDependencies): TrainingActivities["evaluate"] =>
  async (input) => {
    await using readers = await dependencies.openReaders(dependencies.context().signal);
    return await evaluate(dependencies, readers, input);
  };
