import { sentenceCase } from "../shared/format.ts";
import { isPart, type Part, partsOf } from "./result-parts.ts";
import { runPath } from "./run-title.ts";

/** One thing that a run came to, in words; `to` leads to it. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly to?: string;
}

const modelFact = (label: string, version: unknown): Fact[] => {
  if (version === null) return [{ label, text: "the base model" }];
  return typeof version === "string"
    ? [{ label, text: version, to: `/models/${encodeURIComponent(version)}` }]
    : [];
};

const datasetFacts = ({ dataset, created, training }: Part): Fact[] => {
  const facts: Fact[] = [];
  if (typeof dataset === "string") {
    const text = created === false ? `${dataset} (the same samples were there already)` : dataset;
    facts.push({ label: "Dataset", text, to: `/datasets/${encodeURIComponent(dataset)}` });
  }
  if (typeof training === "string") {
    facts.push({ label: "Training", text: "Started", to: runPath({ workflowId: training }) });
  }
  return facts;
};

const decisionText = ({ outcome, approver, comment }: Part): string =>
  [
    sentenceCase(String(outcome)) + (typeof approver === "string" ? ` by ${approver}` : ""),
    typeof comment === "string" && comment !== "" ? `“${comment}”` : undefined,
  ]
    .filter((words) => words !== undefined)
    .join(": ");

const trainingFacts = ({ version, stage, decision, training }: Part): Fact[] => {
  // The run that it was handed over to is told of already.
  if (typeof training === "string") return [];
  if (version === null) return [{ label: "Version", text: "None: there was nothing new to train on" }];
  return [
    ...(typeof version === "string" ? modelFact("Version", version) : []),
    ...(typeof stage === "string" ? [{ label: "Stage", text: sentenceCase(stage) }] : []),
    ...(isPart(decision) ? [{ label: "Decision", text: decisionText(decision) }] : []),
  ];
};

const deploymentFacts = ({ outcome, serves, replaced, reason }: Part): Fact[] =>
  outcome === "promoted" || outcome === "rolled-back"
    ? [
        { label: "Deployment", text: sentenceCase(outcome) },
        ...modelFact("Serves now", serves),
        ...modelFact("Replaced", replaced),
        ...(typeof reason === "string" ? [{ label: "Reason", text: reason }] : []),
      ]
    : [];

/** What a run came to beside its figures: the versions it made, who decided, what serves. */
export const outcomeOf = (result: unknown): readonly Fact[] =>
  partsOf(result).flatMap((part) => [
    ...datasetFacts(part),
    ...("stage" in part ? trainingFacts(part) : []),
    ...deploymentFacts(part),
  ]);
