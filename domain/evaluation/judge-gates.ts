import { describeFigure, formatFigure, formatPValue } from "./format-figure.ts";
import type { AbsoluteGate, BaselineGate, Gate, Limit } from "./gates.ts";
import type { GateResult, MetricName, MetricReport } from "./report.ts";

/** p-value below which a difference counts as one. */
const SIGNIFICANT = 0.05;

/** Why figures are missing, in words that say what to do. */
export interface Missing {
  /** Why a metric has no figure of the candidate. */
  readonly metrics: Readonly<Partial<Record<MetricName, string>>>;
  /** Why there is nothing to compare with, where that is so. */
  readonly baseline: string | null;
}

type Verdict = Pick<GateResult, "passed" | "reason">;

const judgeAbsolute = ({ min, max }: AbsoluteGate, { candidate, unit }: MetricReport): Verdict => {
  const show = (value: number): string => formatFigure(value, unit);
  const { mean } = candidate;
  const asked = [
    ...(min === undefined ? [] : [`at least ${show(min)}`]),
    ...(max === undefined ? [] : [`at most ${show(max)}`]),
  ];
  const passed = (min === undefined || mean >= min) && (max === undefined || mean <= max);
  return { passed, reason: `${describeFigure(mean, unit)}; ${asked.join(" and ")} is asked for` };
};

const toAmount = (limit: Limit, baseline: number): number =>
  typeof limit === "number" ? limit : limit.share * Math.abs(baseline);

const describeLimit = (limit: Limit, show: (value: number) => string): string =>
  typeof limit === "number" ? show(limit) : `${formatFigure(limit.share * 100, "%")}%`;

/** What a gate's limits ask for, in words, and whether the difference keeps to them. */
const keepToLimits = (
  { maxIncrease, maxDecrease }: BaselineGate,
  change: number,
  baseline: number,
  show: (value: number) => string,
): { readonly kept: boolean; readonly asked: string } => {
  const asked = [
    ...(maxIncrease === undefined ? [] : [`at most ${describeLimit(maxIncrease, show)} above`]),
    ...(maxDecrease === undefined ? [] : [`at most ${describeLimit(maxDecrease, show)} below`]),
  ];
  const kept =
    (maxIncrease === undefined || change <= toAmount(maxIncrease, baseline)) &&
    (maxDecrease === undefined || -change <= toAmount(maxDecrease, baseline));
  return { kept, asked: asked.join(" and ") };
};

const judgeAgainstBaseline = (gate: BaselineGate, metric: MetricReport, missing: Missing): Verdict => {
  const { candidate, baseline, difference, unit } = metric;
  if (baseline === null || difference === null) {
    const why = missing.baseline ?? "it has no figure on the same samples";
    return { passed: false, reason: `there is no baseline to compare with: ${why}` };
  }
  const show = (value: number): string => formatFigure(value, unit);
  const { kept, asked } = keepToLimits(gate, difference.mean, baseline.mean, show);
  const { pValue } = difference;
  const significant = pValue !== null && pValue < SIGNIFICANT;
  const shownP = pValue === null ? "" : `, p = ${formatPValue(pValue)}`;
  const direction = difference.mean < 0 ? "below" : "above";
  const found = `${describeFigure(candidate.mean, unit)}, ${show(Math.abs(difference.mean))} ${direction} the baseline's ${show(baseline.mean)}${shownP}; ${asked} is allowed`;
  if (gate.significance === "to-fail" && !kept && !significant) {
    return { passed: true, reason: `${found}, but the difference is not significant` };
  }
  if (gate.significance === "to-pass" && kept && !significant) {
    return { passed: false, reason: `${found}, and the difference must be significant` };
  }
  return { passed: kept, reason: found };
};

/**
 * Judges a candidate by gates. A gate on a metric that was not measured fails and says why.
 *
 * @param missing why figures are missing.
 */
export const judgeGates = (
  metrics: readonly MetricReport[],
  gates: readonly Gate[],
  missing: Missing,
): GateResult[] =>
  gates.map((gate) => {
    const metric = metrics.find(({ name }) => name === gate.metric);
    const head = { name: gate.name, metric: gate.metric };
    if (!metric) {
      const why = missing.metrics[gate.metric] ?? "nothing was measured";
      return { ...head, passed: false, reason: `${gate.metric} could not be measured: ${why}` };
    }
    const verdict =
      gate.compare === "absolute" ? judgeAbsolute(gate, metric) : judgeAgainstBaseline(gate, metric, missing);
    return { ...head, ...verdict };
  });
