import type { EvaluationReport } from "../api/generated/index.ts";
import type { ForestRow } from "../charts/forest-option.ts";
import { metricLabel } from "./metric-names.ts";

/** Differences in percent of the baseline's mean, turned so that above 0 is better. What has no interval is left out. */
export const forestRows = (metrics: EvaluationReport["metrics"]): ForestRow[] =>
  metrics.flatMap(({ name, better, baseline, difference }) => {
    if (!difference || !baseline || baseline.mean === 0) return [];
    const scale = ((better === "higher" ? 1 : -1) * 100) / Math.abs(baseline.mean);
    const [low = 0, high = 0] = [difference.low * scale, difference.high * scale].sort((a, b) => a - b);
    return [{ label: metricLabel(name), mean: difference.mean * scale, low, high }];
  });

/** Candidate's loss minus the baseline's, sample by sample. */
export const lossDifferences = (answers: EvaluationReport["answers"]): number[] =>
  answers.flatMap(({ candidate, baseline }) => {
    const [left, right] = [candidate.scores.loss, baseline?.scores.loss];
    return left === undefined || right === undefined ? [] : [left - right];
  });
