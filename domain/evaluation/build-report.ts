import { compareFigure, compareMetric } from "./compare-metric.ts";
import type { Gate } from "./gates.ts";
import { judgeGates, type Missing } from "./judge-gates.ts";
import { type EvaluationReport, type MetricName, type MetricReport, metricNames } from "./report.ts";

/** A sample's figures by metric; what could not be measured is absent. */
export type Scores = Readonly<Partial<Record<MetricName, number>>>;

/** What one model did with the samples, in their order. */
export interface ModelResults {
  readonly answers: readonly { readonly text: string; readonly scores: Scores }[];
  readonly memoryBytes: number;
}

export interface ReportInput
  extends Omit<EvaluationReport, "samples" | "metrics" | "gates" | "answers" | "candidate" | "baseline"> {
  /** What the models were asked, and what it is compared with. */
  readonly questions: readonly { readonly instruction: string; readonly reference: string }[];
  readonly candidate: EvaluationReport["candidate"] & { readonly results: ModelResults };
  /** `results` is `null` where the baseline could not be evaluated. */
  readonly baseline: EvaluationReport["baseline"] & { readonly results: ModelResults | null };
  readonly gatesToPass: readonly Gate[];
  readonly missing: Missing;
}

const compareAll = (candidate: ModelResults, baseline: ModelResults | null, seed: number): MetricReport[] =>
  metricNames.flatMap((name) => {
    if (name === "memory") {
      return compareFigure(name, candidate.memoryBytes, baseline?.memoryBytes ?? null);
    }
    const figures = ({ answers }: ModelResults) => answers.map(({ scores }) => scores[name]);
    return compareMetric(name, figures(candidate), baseline && figures(baseline), seed) ?? [];
  });

const toAnswer = (results: ModelResults, index: number) => {
  const { text, scores } = results.answers[index] ?? { text: "", scores: {} };
  return { answer: text, scores };
};

/** Compares candidate and baseline by every metric, judges the gates, and puts the answers side by side. */
export const buildReport = ({
  questions,
  candidate: { results, ...candidate },
  baseline: { results: baselineResults, ...baseline },
  gatesToPass,
  missing,
  ...rest
}: ReportInput): EvaluationReport => {
  const metrics = compareAll(results, baselineResults, rest.seed);
  return {
    ...rest,
    candidate,
    baseline,
    samples: questions.length,
    metrics,
    gates: judgeGates(metrics, gatesToPass, missing),
    answers: questions.map((question, index) => ({
      ...question,
      candidate: toAnswer(results, index),
      baseline: baselineResults && toAnswer(baselineResults, index),
    })),
  };
};
