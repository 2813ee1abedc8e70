import { escapeMarkdown } from "../text/escape-markdown.ts";
import { formatFigure, formatPValue } from "./format-figure.ts";
import type { ComparedSample, Estimate, GateResult, MetricReport, ReportSummary } from "./report.ts";

/** Characters of a text that are shown in a table. */
const MOST_SHOWN = 700;

const cell = (text: string): string =>
  escapeMarkdown(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)} …` : text).trim();

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);

const interval = (estimate: Estimate | null, unit: string): string => {
  if (estimate === null) return "–";
  const { mean, low, high } = estimate;
  const shown = formatFigure(mean, unit);
  return low === high ? shown : `${shown} (${formatFigure(low, unit)} to ${formatFigure(high, unit)})`;
};

const metricRow = ({ name, unit, better, candidate, baseline, difference }: MetricReport): string[] => [
  `${name} (${unit}, ${better} is better)`,
  interval(candidate, unit),
  interval(baseline, unit),
  interval(difference, unit),
  difference?.pValue === null || difference === null ? "–" : formatPValue(difference.pValue),
];

export const renderMetrics = (metrics: readonly MetricReport[]): string[] =>
  table(["metric", "candidate", "baseline", "difference", "p"], metrics.map(metricRow));

const renderGates = (gates: readonly GateResult[]): string[] =>
  table(
    ["gate", "", "found and asked"],
    gates.map(({ name, passed, reason }) => [cell(name), passed ? "passed" : "**failed**", cell(reason)]),
  );

/** Answers side by side. */
export const renderAnswers = (answers: readonly ComparedSample[]): string[] =>
  table(
    ["instruction", "reference", "candidate", "baseline"],
    answers.map(({ instruction, reference, candidate, baseline }) => [
      cell(instruction),
      cell(reference),
      cell(candidate.answer),
      baseline ? cell(baseline.answer) : "–",
    ]),
  );

/**
 * An evaluation report as Markdown, for the details of the workflow in the Temporal UI: what was compared, the figures
 * with 95% intervals, the gates with their reasons, and a few answers side by side. What models and people wrote stays
 * text.
 */
export const renderReport = (report: ReportSummary): string => {
  const { candidate, baseline, gates } = report;
  const failed = gates.filter(({ passed }) => !passed).length;
  return [
    `### Candidate against ${baseline.kind === "base" ? "the base model" : "production"} ${cell(baseline.id)} on ${report.samples} held-out samples`,
    "",
    failed === 0 ? "All gates passed." : `**${failed} of ${gates.length} gates failed.**`,
    "",
    ...renderMetrics(report.metrics),
    "",
    "In parentheses: 95% confidence intervals (bootstrap). p: paired permutation test.",
    "",
    ...renderGates(gates),
    "",
    ...(report.answers.length === 0 ? [] : [...renderAnswers(report.answers), ""]),
    `Candidate: ${cell(candidate.quantization)}, ${formatFigure(candidate.bytes, "bytes")}, artefact ${candidate.artefactId.slice(0, 12)}, answered by ${cell(report.backend)}. Dataset ${cell(report.datasetId)}, seed ${report.seed}. Report ${report.sha256}.`,
  ].join("\n");
};
