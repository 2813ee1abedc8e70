import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "../../../domain/evaluation/canonical-json.ts";
import { renderReportFile } from "../../../domain/evaluation/render-report-file.ts";
import type { EvaluationReport, ReportSummary } from "../../../domain/evaluation/report.ts";
import { summarizeReport } from "../../../domain/evaluation/summarize-report.ts";
import type { Artefact } from "../../../domain/registry/artefact.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";

/**
 * Stores a report as an artefact: `report.json`, whose SHA-256 the decision is bound to, and `report.md` for people.
 *
 * @param folder where the files are written before they are stored; what is in it is replaced.
 */
export const storeReport = async (
  artefacts: Pick<ArtefactStore, "put">,
  folder: string,
  report: EvaluationReport,
  signal: AbortSignal,
): Promise<{ report: Artefact; summary: ReportSummary }> => {
  const json = canonicalJson(report);
  const summary = summarizeReport(report, createHash("sha256").update(json).digest("hex"));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "report.json"), json);
  await writeFile(join(folder, "report.md"), renderReportFile(report, summary));
  return { report: await artefacts.put(folder, { kind: "report", signal }), summary };
};
