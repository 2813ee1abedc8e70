import type { ModelComparison, ModelDetail, ModelSummary } from "../../api/contract/models.ts";
import { describeDecision } from "../../domain/registry/approval.ts";
import { artefactBytes } from "../../domain/registry/artefact.ts";
import { formatBytes, formatTable } from "../output/format.ts";
import { howToApprove } from "./how-to-approve.ts";

const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? "–" : Number(value.toPrecision(5)).toString();

const signed = (value: number | null): string =>
  value !== null && value > 0 ? `+${figure(value)}` : figure(value);

const renderServes = (serves: ModelSummary["serves"]): string =>
  serves
    .map(({ target, role, weight }) =>
      role === "candidate"
        ? `tried at ${target} on ${Math.round(weight * 100)}%`
        : role === "stable"
          ? `serves at ${target}`
          : `at hand at ${target}`,
    )
    .join(", ");

/** A version as a row of a table. */
export const renderModelRow = (model: ModelSummary): string[] => [
  model.id,
  model.stage,
  model.quantization,
  model.lineage.datasetId,
  model.createdAt,
  renderServes(model.serves),
];

const renderEntries = (title: string, entries: readonly (readonly [string, string])[]): string[] =>
  entries.length === 0 ? [] : [title, formatTable(entries.map(([name, value]) => [`  ${name}`, value]))];

const renderApproval = ({ approval }: ModelDetail): string[] => {
  if (!approval) return [];
  if (approval.decision) return [`Decision: ${describeDecision(approval.decision)}`];
  return [
    approval.state === "pending"
      ? `Waits for a decision until ${approval.expiresAt}: ${howToApprove(approval)}`
      : "Its run ended without a decision",
  ];
};

/** All that is known of a version, in lines. */
export const renderModel = (model: ModelDetail): string[] => {
  const { lineage, artefacts } = model;
  return [
    `${model.id}: ${model.stage} since ${model.stageChangedAt}`,
    ...(model.serves.length > 0 ? [`Now: ${renderServes(model.serves)}`] : []),
    ...renderApproval(model),
    `Made from ${lineage.baseModel} by ${model.method} on ${lineage.datasetId} (${lineage.documents} documents), ${model.quantization}, ${formatBytes(artefactBytes(artefacts.serving))}`,
    `Run ${lineage.workflowId} (${lineage.runId}), code ${lineage.codeVersion}`,
    ...renderEntries(
      "Metrics",
      Object.entries(model.metrics).map(([name, value]) => [name, figure(value)]),
    ),
    ...renderEntries(
      "Hyperparameters",
      Object.entries(model.hyperparameters).map(([name, value]) => [name, String(value)]),
    ),
    ...renderEntries(
      "Artefacts",
      Object.entries(artefacts).flatMap(([name, artefact]) => (artefact ? [[name, artefact.id]] : [])),
    ),
    ...renderEntries("Tags", Object.entries(model.tags)),
  ];
};

/** Two versions side by side; hyperparameters that are the same are left out. */
export const renderComparison = ({
  a,
  b,
  hyperparameters,
  metrics,
  report,
  sameSamples,
}: ModelComparison): string[] => {
  const rows = [
    ["", a.id, b.id, "difference"],
    ["stage", a.stage, b.stage, ""],
    ["dataset", a.lineage.datasetId, b.lineage.datasetId, ""],
    ...hyperparameters
      .filter(({ same }) => !same)
      .map(({ name, a: left, b: right }) => [name, String(left ?? "–"), String(right ?? "–"), ""]),
    ...metrics.map((row) => [row.name, figure(row.a), figure(row.b), signed(row.difference)]),
    ...report.map((row) => [
      `${row.name} (${row.unit}, ${row.better} is better)`,
      figure(row.a?.mean),
      figure(row.b?.mean),
      signed(row.difference),
    ]),
  ];
  const caution = "The reports rest on different samples: their differences mean little.";
  return [formatTable(rows), ...(report.length > 0 && !sameSamples ? [caution] : [])];
};
