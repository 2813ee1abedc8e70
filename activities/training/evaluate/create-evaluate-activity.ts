import { join } from "node:path";
import type { InstructSample } from "../../../domain/datasets/dataset-version.ts";
import { buildReport, type ModelResults } from "../../../domain/evaluation/build-report.ts";
import type { Missing } from "../../../domain/evaluation/judge-gates.ts";
import { type AuthorStyle, FEWEST_AUTHOR_WORDS } from "../../../domain/evaluation/style/style-similarity.ts";
import { artefactBytes } from "../../../domain/registry/artefact.ts";
import type { TrainingActivities, TrainingProgress } from "../contract.ts";
import type { EvaluateDependencies, EvaluationReaders } from "./dependencies.ts";
import { measureBaseline } from "./measure-baseline.ts";
import { type MeasureOptions, measureModel } from "./measure-model.ts";
import type { Question } from "./measure-sample.ts";
import type { MeasuredSample } from "./measured-sample.ts";
import { readAuthorStyle } from "./read-author-style.ts";
import { readHeldOut } from "./read-held-out.ts";
import { scoreAnswers } from "./score-answers.ts";
import { storeReport } from "./store-report.ts";
import { openWorkFile } from "./work-file.ts";

type EvaluateInput = Parameters<TrainingActivities["evaluate"]>[0];

/** Finds the passages for each instruction once, so that both models answer from the same ones. */
const findPassages = async (
  { retriever }: Pick<EvaluationReaders, "retriever">,
  samples: readonly InstructSample[],
  { author, limit }: { readonly author: string; readonly limit: number },
  signal: AbortSignal,
): Promise<Question[]> => {
  const questions: Question[] = [];
  for (const sample of samples) {
    const request = { query: sample.instruction, mode: "hybrid" as const, limit, author };
    const { results } = await retriever.retrieve(request, signal);
    questions.push({ sample, results });
  }
  return questions;
};

/** Why figures are missing that depend on what the author has published. */
const explainMissing = (
  author: string,
  style: AuthorStyle | undefined,
  questions: readonly Question[],
): Missing["metrics"] => ({
  ...(style
    ? {}
    : {
        style: `fewer than ${FEWEST_AUTHOR_WORDS} words by ${author} are among the cleaned articles and posts. Collect more, and run featureEngineering`,
      }),
  ...(questions.some(({ results }) => results.length > 0)
    ? {}
    : {
        groundedness: `no passage by ${author} was found for any instruction. Collect documents, and run featureEngineering`,
      }),
});

/**
 * Makes the `evaluate` activity: both models answer the same held-out samples, one model after the other, by the backend
 * that will serve; the figures are compared, judged by the gates and stored as a report. A worker that is killed goes on
 * after the last sample that was measured.
 */
export const createEvaluateActivity = ({
  artefacts,
  backend,
  openReaders,
  templates,
  config,
  workFolder,
  now,
  context,
}: EvaluateDependencies): TrainingActivities["evaluate"] => {
  const evaluate = async (input: EvaluateInput, readers: EvaluationReaders) => {
    const { signal, heartbeat } = context();
    const { author, candidate, baseline, seed } = input;
    const dataset = { id: input.datasetId, artefact: input.dataset };
    const samples = await readHeldOut(artefacts, dataset, input, signal);
    const style = await readAuthorStyle(readers, author);
    const limit = config.answers.passages;
    const questions = await findPassages(readers, samples, { author, limit }, signal);

    const folder = join(workFolder, input.runKey, "evaluation");
    let done = 0;
    const tell = (): void => {
      const progress: TrainingProgress = {
        stage: "evaluating",
        done,
        total: 2 * samples.length,
        unit: "answers",
      };
      heartbeat(progress);
    };
    const options: MeasureOptions = {
      conditions: { author, answers: config.answers, template: templates.answer, seed, now },
      workFile: await openWorkFile(join(folder, "answers.jsonl")),
      signal,
      onSample: () => {
        done += 1;
        tell();
      },
    };
    tell();
    const ours = { kind: "artefact", name: "candidate", artefact: candidate.artefact } as const;
    const own = await measureModel(backend, ours, questions, options);
    const other = await measureBaseline(backend, baseline, questions, options);

    const toResults = async (measured: readonly MeasuredSample[]): Promise<ModelResults> => {
      const scores = await scoreAnswers(samples, measured, { embedder: readers.embedder, style }, signal);
      return {
        answers: measured.map(({ answer }, index) => ({
          text: answer?.text ?? "",
          scores: scores[index] ?? {},
        })),
        memoryBytes: Math.max(...measured.map(({ memoryBytes }) => memoryBytes)),
      };
    };
    const report = buildReport({
      author,
      candidate: {
        artefactId: candidate.artefact.id,
        quantization: candidate.quantization,
        bytes: artefactBytes(candidate.artefact),
        results: await toResults(own),
      },
      baseline: {
        kind: baseline.kind,
        id: baseline.id,
        results: other.measured && (await toResults(other.measured)),
      },
      backend: backend.name,
      datasetId: dataset.id,
      seed,
      questions: samples.map(({ instruction, answer }) => ({ instruction, reference: answer })),
      gatesToPass: config.gates,
      missing: { metrics: explainMissing(author, style, questions), baseline: other.missing },
      lossCurve: [...input.lossCurve],
      hyperparameters: input.hyperparameters,
    });
    return storeReport(artefacts, join(folder, "report"), report, signal);
  };

  return async (input) => {
    await using readers = await openReaders(context().signal);
    return await evaluate(input, readers);
  };
};
