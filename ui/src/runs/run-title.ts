import type { RunSummary } from "../api/generated/index.ts";

const titles: Readonly<Record<string, string>> = {
  etl: "Collection",
  featureEngineering: "Features",
  datasetGeneration: "Dataset",
  continuousTraining: "Training",
  deployment: "Deployment",
  twin: "Twin",
};

const UPLOAD_ID = /^[0-9a-f]{12}$/;
const IMPORT = "import:";

const listOf = (subject: string): string => {
  const sources = subject.split(",");
  if (sources.every((source) => UPLOAD_ID.test(source))) {
    return sources.length === 1 ? "an imported file" : `${sources.length} imported files`;
  }
  return subject.replaceAll(",", ", ");
};

/** `{author}:{part}` as both, the part in words. An author's name may hold a colon, a part cannot. */
const authorAnd = (subject: string, toWords: (part: string) => string): string => {
  const end = subject.lastIndexOf(":");
  return end < 0 ? subject : `${listOf(subject.slice(0, end))}, ${toWords(subject.slice(end + 1))}`;
};

/**
 * What a run works on, from the public form of its workflow id: `etl:{author}`, `features:{scope}`,
 * `dataset:{author}:{kind}`, `dataset:import:{upload}`, `training:{author}:{dataset}`, `deployment:{target}`.
 */
const subjectOf = (kind: string, workflowId: string): string => {
  const subject = workflowId.slice(workflowId.indexOf(":") + 1);
  if (subject === "all") return "all authors";
  if (kind === "datasetGeneration" && !subject.startsWith(IMPORT)) {
    return authorAnd(subject, (samples) => `${samples} samples`);
  }
  if (kind === "continuousTraining") {
    return authorAnd(subject, (dataset) => (dataset === "newest" ? "newest dataset" : dataset));
  }
  return listOf(subject.startsWith(IMPORT) ? subject.slice(IMPORT.length) : subject);
};

/** A run's name for people: what it does and what it works on. */
export const runTitle = ({ kind, workflowId }: Pick<RunSummary, "kind" | "workflowId">): string =>
  `${titles[kind] ?? kind} · ${subjectOf(kind, workflowId)}`;

/** The address of a run's page; without a run id, of the latest run of a workflow. */
export const runPath = ({ workflowId, runId }: { workflowId: string; runId?: string }): string =>
  `/runs/${encodeURIComponent(workflowId)}${runId === undefined ? "" : `?run=${encodeURIComponent(runId)}`}`;
