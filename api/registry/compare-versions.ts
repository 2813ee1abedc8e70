import type { EvaluationReport } from "../../domain/evaluation/report.ts";
import type { ModelVersion } from "../../domain/registry/model-version.ts";
import type { ModelComparison } from "../contract/models.ts";

type Compared = Omit<ModelComparison, "a" | "b">;
type Hyperparameters = ModelVersion["hyperparameters"];

const namesOf = (a: object, b: object): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted();

const difference = (a: number | null | undefined, b: number | null | undefined): number | null =>
  typeof a === "number" && typeof b === "number" ? b - a : null;

const compareParameters = (a: Hyperparameters, b: Hyperparameters): Compared["hyperparameters"] =>
  namesOf(a, b).map((name) => {
    const [left, right] = [a[name], b[name]];
    return {
      name,
      ...(left === undefined ? {} : { a: left }),
      ...(right === undefined ? {} : { b: right }),
      same: left === right,
    };
  });

const compareMetrics = (a: ModelVersion["metrics"], b: ModelVersion["metrics"]): Compared["metrics"] =>
  namesOf(a, b).map((name) => ({
    name,
    a: a[name] ?? null,
    b: b[name] ?? null,
    difference: difference(a[name], b[name]),
  }));

const compareReports = (a: EvaluationReport | null, b: EvaluationReport | null): Compared["report"] => {
  const [left, right] = [a?.metrics ?? [], b?.metrics ?? []];
  const shown = new Map([...left, ...right].map((metric) => [metric.name, metric]));
  return [...shown.values()].map(({ name, unit, better }) => {
    const [ofA, ofB] = [left, right].map(
      (metrics) => metrics.find((metric) => metric.name === name)?.candidate,
    );
    return {
      name,
      unit,
      better,
      a: ofA ?? null,
      b: ofB ?? null,
      difference: difference(ofA?.mean, ofB?.mean),
    };
  });
};

const onSameSamples = (a: EvaluationReport | null, b: EvaluationReport | null): boolean =>
  a !== null && b !== null && a.datasetId === b.datasetId && a.seed === b.seed && a.samples === b.samples;

/** A version with its report; `null` where it has none. */
export interface Evaluated {
  readonly version: Pick<ModelVersion, "hyperparameters" | "metrics" | "lossCurve">;
  readonly report: EvaluationReport | null;
}

/** Sets two versions side by side: differences are b minus a. */
export const compareVersions = (a: Evaluated, b: Evaluated): Compared => ({
  hyperparameters: compareParameters(a.version.hyperparameters, b.version.hyperparameters),
  metrics: compareMetrics(a.version.metrics, b.version.metrics),
  report: compareReports(a.report, b.report),
  sameSamples: onSameSamples(a.report, b.report),
  lossCurves: { a: a.version.lossCurve, b: b.version.lossCurve },
});
