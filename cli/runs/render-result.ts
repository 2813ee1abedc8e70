import type { RunDetail } from "../../api/contract/runs.ts";
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

const renderCompleted = (result: unknown): string[] => {
  const whole = twinResultSchema.safeParse(result);
  if (whole.success) return [...renderEtl(whole.data.etl), ...renderFeatures(whole.data.features)];
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
