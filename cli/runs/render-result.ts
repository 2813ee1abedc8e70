import type { RunDetail } from "../../api/contract/runs.ts";
import { describeDecision } from "../../domain/registry/approval.ts";
import {
  type ContinuousTrainingResult,
  continuousTrainingResultSchema,
} from "../../domain/runs/continuous-training.ts";
import {
  type DatasetGenerationResult,
  datasetGenerationResultSchema,
} from "../../domain/runs/dataset-generation.ts";
import { type DeploymentResult, deploymentResultSchema } from "../../domain/runs/deployment.ts";
import { type EtlResult, etlResultSchema } from "../../domain/runs/etl.ts";
import type { RunFailure } from "../../domain/runs/failures.ts";
import {
  type FeatureEngineeringResult,
  featureEngineeringResultSchema,
} from "../../domain/runs/feature-engineering.ts";
import { twinResultSchema } from "../../domain/runs/twin.ts";
import { formatCounts, printable } from "../output/format.ts";

const renderFailures = (failures: readonly RunFailure[], failed: number): string[] => {
  const lines = failures.map(({ where, reason }) => `  ✗ ${where}: ${reason}`);
  return failed > failures.length ? [...lines, `  … and ${failed - failures.length} more`] : lines;
};

const renderEtl = (result: EtlResult): string[] => [
  `Documents: ${result.new} new, ${result.changed} changed, ${result.unchanged} unchanged, ${result.failed} failed`,
  ...(formatCounts(result.byPlatform) ? [`By platform: ${formatCounts(result.byPlatform)}`] : []),
  ...(formatCounts(result.byCategory) ? [`By category: ${formatCounts(result.byCategory)}`] : []),
  ...renderFailures(result.failures, result.failed),
];

const renderFeatures = (result: FeatureEngineeringResult): string[] => [
  `Features: ${result.documents} documents into ${result.chunks} chunks; ${result.skipped} unchanged, ${result.deleted} deleted, ${result.failed} failed`,
  ...Object.entries(result.documentsByAuthor).map(
    ([author, counts]) => `  ${author}: ${formatCounts(counts)}`,
  ),
  ...(result.chunkSizes
    ? [
        `Chunk sizes: ${result.chunkSizes.min} to ${result.chunkSizes.max} characters, ${Math.round(result.chunkSizes.mean)} on average`,
      ]
    : []),
  `Embedded by ${result.embeddingModel} (${result.dimension} dimensions)`,
  ...renderFailures(result.failures, result.failed),
];

const renderDataset = (result: DatasetGenerationResult): string[] => [
  `Dataset ${result.dataset}${result.created ? "" : " (was there already)"}: ${result.samples.train} samples to train on, ${result.samples.test} held out, from ${result.documents} documents (${result.reused} reused)`,
  ...(formatCounts(result.dropped) ? [`Dropped: ${formatCounts(result.dropped)}`] : []),
  ...(result.training ? [`Training: npx twin status "${result.training}" --follow`] : []),
  ...renderFailures(result.failures, result.failures.length),
];

const renderDeployment = ({ target, outcome, serves, reason }: DeploymentResult): string[] => [
  outcome === "promoted"
    ? `${serves ?? "The base model"} serves at ${target}`
    : `Rolled back: ${serves ?? "the base model"} serves at ${target}${reason ? ` (${reason})` : ""}`,
];

const renderTraining = (result: ContinuousTrainingResult): string[] => {
  if (result.training)
    return [
      `${result.dataset} is trained on by ${result.training}: npx twin status "${result.training}" --follow`,
    ];
  if (result.version === null)
    return [`There was nothing new to train on: ${result.dataset} was used before`];
  const { version, stage, decision, deployment } = result;
  return [
    `${version}, trained on ${result.dataset}, is at stage ${stage}`,
    ...(decision ? [`Decision: ${describeDecision(decision)}`] : []),
    ...(deployment ? renderDeployment(deployment) : []),
    ...(stage === "approved" ? [`Deploy it: npx twin deploy ${version}`] : []),
  ];
};

const renderCompleted = (result: unknown): string[] => {
  const whole = twinResultSchema.safeParse(result);
  if (whole.success) {
    const { etl, features, dataset, training } = whole.data;
    return [
      ...renderEtl(etl),
      ...renderFeatures(features),
      ...(dataset ? renderDataset(dataset) : []),
      ...(training ? renderTraining(training) : []),
    ];
  }
  const training = continuousTrainingResultSchema.safeParse(result);
  if (training.success) return renderTraining(training.data);
  const dataset = datasetGenerationResultSchema.safeParse(result);
  if (dataset.success) return renderDataset(dataset.data);
  const deployment = deploymentResultSchema.safeParse(result);
  if (deployment.success) return renderDeployment(deployment.data);
  const features = featureEngineeringResultSchema.safeParse(result);
  if (features.success) return renderFeatures(features.data);
  const etl = etlResultSchema.safeParse(result);
  return etl.success ? renderEtl(etl.data) : [JSON.stringify(result)];
};

/** What a run that has ended came to, or why it failed. */
export const renderOutcome = (run: RunDetail): string => {
  if (run.state === "completed") return printable(renderCompleted(run.result).join("\n"));
  const reason = run.failure ? `: ${run.failure.message}` : "";
  return printable(`${run.workflowId} ${run.state}${reason}\nSee ${run.temporalUrl}`);
};
