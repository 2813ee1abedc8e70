import { bootstrapMean, seededRandom } from "./bootstrap.ts";
import { metricDefinitions } from "./metric-definitions.ts";
import { pairedPermutationTest } from "./permutation-test.ts";
import type { Estimate, MetricName, MetricReport } from "./report.ts";

/** One figure a sample, in the order of the samples; `undefined` where it could not be measured. */
export type Figures = readonly (number | undefined)[];

const isMeasured = (figure: number | undefined): figure is number => figure !== undefined;

/** A mean with its 95% interval; `undefined` when nothing was measured. */
const estimate = (figures: Figures, seed: number): Estimate | undefined => {
  const measured = figures.filter(isMeasured);
  return measured.length === 0 ? undefined : bootstrapMean(measured, seededRandom(seed));
};

/** Candidate minus baseline where both were measured. */
const differencesOf = (candidate: Figures, baseline: Figures): number[] =>
  candidate
    .map((figure, index) => {
      const other = baseline[index];
      return figure === undefined || other === undefined ? undefined : figure - other;
    })
    .filter(isMeasured);

/**
 * Compares two models by one metric on the same samples: means and their paired difference with 95% bootstrap
 * intervals, and the p-value of a paired permutation test.
 *
 * @param baseline `null` where there is nothing to compare with.
 * @param seed makes intervals and p-value the same every time.
 * @returns undefined when the candidate was measured on no sample.
 */
export const compareMetric = (
  name: MetricName,
  candidate: Figures,
  baseline: Figures | null,
  seed: number,
): MetricReport | undefined => {
  const own = estimate(candidate, seed);
  if (own === undefined) return undefined;
  const others = (baseline && estimate(baseline, seed)) ?? null;
  const differences = others && baseline ? differencesOf(candidate, baseline) : [];
  const change = estimate(differences, seed);
  const difference = change
    ? { ...change, pValue: pairedPermutationTest(differences, seededRandom(seed)) }
    : null;
  return { name, ...metricDefinitions[name], candidate: own, baseline: others, difference };
};

const exactly = (value: number): Estimate => ({ mean: value, low: value, high: value });

/** Compares two models by a metric that has one figure a model, such as memory: there is nothing to test. */
export const compareFigure = (
  name: MetricName,
  candidate: number,
  baseline: number | null,
): MetricReport => ({
  name,
  ...metricDefinitions[name],
  candidate: exactly(candidate),
  baseline: baseline === null ? null : exactly(baseline),
  difference: baseline === null ? null : { ...exactly(candidate - baseline), pValue: null },
});
