import { Text } from "@mantine/core";
import { useMemo } from "react";
import { LazyChart } from "./lazy-chart.tsx";
import { lossCurveOption, type NamedCurve } from "./loss-curve-option.ts";

const HEIGHT = 280;

/** First and last held-out loss of a run, in words. */
const summaryOf = ({ name, points }: NamedCurve): string => {
  const heldOut = points.filter(({ evalLoss }) => evalLoss !== null);
  const [first, last] = [heldOut.at(0), heldOut.at(-1)];
  const what = name === undefined ? "" : `${name}: `;
  if (!first || !last) return `${what}${points.length} steps logged`;
  return `${what}held-out loss ${first.evalLoss?.toFixed(3)} at step ${first.step}, ${last.evalLoss?.toFixed(3)} at step ${last.step}`;
};

/** Training and held-out loss over the steps of one or more training runs. */
export const LossCurve = ({ curves }: { readonly curves: readonly NamedCurve[] }) => {
  const option = useMemo(() => lossCurveOption(curves), [curves]);
  const drawn = curves.some(({ points }) => points.length > 0);
  if (!drawn) {
    return (
      <Text size="sm" c="dimmed">
        No loss was recorded during training.
      </Text>
    );
  }
  return (
    <LazyChart option={option} height={HEIGHT} label={`Loss curve. ${curves.map(summaryOf).join("; ")}`} />
  );
};
