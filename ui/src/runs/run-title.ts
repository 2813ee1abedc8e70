import type { RunSummary } from "../api/generated/index.ts";

const titles: Readonly<Record<string, string>> = {
  etl: "Collection",
  featureEngineering: "Features",
  twin: "Twin",
};

const UPLOAD_ID = /^[0-9a-f]{12}$/;

/** What a run works on, from the public form of its workflow id (`etl:{author}`, `features:{scope}`). */
const subjectOf = (workflowId: string): string => {
  const subject = workflowId.slice(workflowId.indexOf(":") + 1);
  if (subject === "all") return "all authors";
  const sources = subject.split(",");
  if (sources.every((source) => UPLOAD_ID.test(source))) {
    return sources.length === 1 ? "an imported file" : `${sources.length} imported files`;
  }
  return subject.replaceAll(",", ", ");
};

/** A run's name for people: what it does and what it works on. */
export const runTitle = ({ kind, workflowId }: Pick<RunSummary, "kind" | "workflowId">): string =>
  `${titles[kind] ?? kind} · ${subjectOf(workflowId)}`;

/** The address of a run's page. */
export const runPath = ({ workflowId, runId }: { workflowId: string; runId: string }): string =>
  `/runs/${encodeURIComponent(workflowId)}?run=${encodeURIComponent(runId)}`;
