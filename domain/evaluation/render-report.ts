import type { Estimate, ReportSummary } from "./report.ts";

const figure = ({ mean, low, high }: Estimate): string =>
  `${mean.toPrecision(4)} (${low.toPrecision(4)} to ${high.toPrecision(4)})`;

/** An evaluation report as Markdown, for the details of the workflow in the Temporal UI. */
export const renderReport = (report: ReportSummary): string =>
  [
    `### Candidate against ${report.baseline.id} on ${report.samples} held-out samples`,
    "",
    "| metric | candidate | baseline | difference | p |",
    "| --- | --- | --- | --- | --- |",
    ...report.metrics.map(
      ({ name, unit, candidate, baseline, difference }) =>
        `| ${name} (${unit}) | ${figure(candidate)} | ${baseline ? figure(baseline) : ""} | ${difference ? figure(difference) : ""} | ${difference?.pValue?.toPrecision(2) ?? ""} |`,
    ),
    "",
    ...report.gates.map((gate) => `- ${gate.passed ? "passed" : "**failed**"} ${gate.name}: ${gate.reason}`),
    "",
    `Report ${report.sha256}`,
  ].join("\n");
