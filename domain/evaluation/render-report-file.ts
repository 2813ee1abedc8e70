import { escapeMarkdown } from "../text/escape-markdown.ts";
import { renderAnswers, renderReport } from "./render-report.ts";
import type { EvaluationReport, ReportSummary } from "./report.ts";

const show = (value: number | null): string => (value === null ? "–" : String(Number(value.toPrecision(4))));

const renderLossCurve = (curve: EvaluationReport["lossCurve"]): string[] =>
  curve.length === 0
    ? ["No step of the training was recorded."]
    : [
        "| step | training loss | held-out loss |",
        "| --- | --- | --- |",
        ...curve.map(({ step, loss, evalLoss }) => `| ${step} | ${show(loss)} | ${show(evalLoss)} |`),
      ];

/** The whole report as Markdown: what `renderReport` shows, then the training and every compared answer. */
export const renderReportFile = (report: EvaluationReport, summary: ReportSummary): string =>
  [
    `# Evaluation for ${escapeMarkdown(report.author)}`,
    "",
    renderReport({ ...summary, answers: [] }),
    "",
    "## Training",
    "",
    ...Object.entries(report.hyperparameters).map(
      ([name, value]) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(String(value))}`,
    ),
    "",
    ...renderLossCurve(report.lossCurve),
    "",
    "## Answers",
    "",
    ...renderAnswers(report.answers),
    "",
  ].join("\n");
