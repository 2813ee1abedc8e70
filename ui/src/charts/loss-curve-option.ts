import type { EChartsCoreOption } from "echarts/core";
import { axisLooks, type ChartColours, tooltipLooks } from "./chart-colours.ts";

export interface LossPoint {
  readonly step: number;
  readonly loss: number | null;
  readonly evalLoss: number | null;
}

/** A training run's curve; `name` tells several apart. */
export interface NamedCurve {
  readonly name?: string;
  readonly points: readonly LossPoint[];
}

const measured = (points: readonly LossPoint[], kind: "loss" | "evalLoss"): [number, number][] =>
  points.flatMap((point) => {
    const value = point[kind];
    return value === null ? [] : [[point.step, value]];
  });

/** What a chart of training and held-out loss draws: a colour for each run, held-out loss with dots. */
export const lossCurveOption =
  (curves: readonly NamedCurve[]) =>
  (colours: ChartColours): EChartsCoreOption => {
    const lines = curves.flatMap(({ name, points }, index) =>
      (["loss", "evalLoss"] as const).map((kind, second) => ({
        type: "line",
        name: `${name === undefined ? "" : `${name} `}${kind === "loss" ? "training" : "held out"}`,
        data: measured(points, kind),
        // One run has a colour for each of its lines; of two runs each has one colour.
        color: colours.series[curves.length === 1 ? second : index],
        lineStyle: { width: 2, type: kind === "loss" ? "solid" : "dashed" },
        symbol: "circle",
        symbolSize: 6,
        showSymbol: kind === "evalLoss" || points.length < 3,
      })),
    );
    return {
      grid: { left: 56, right: 16, top: curves.length > 1 ? 56 : 36, bottom: 44 },
      legend: { top: 0, textStyle: { color: colours.text }, itemGap: 12 },
      tooltip: {
        trigger: "axis",
        ...tooltipLooks(colours),
        valueFormatter: (value: unknown) => (typeof value === "number" ? value.toFixed(4) : "–"),
      },
      xAxis: { type: "value", ...axisLooks(colours, "Step"), nameGap: 28, minInterval: 1 },
      yAxis: { type: "value", scale: true, ...axisLooks(colours, "Nats per token"), nameGap: 40 },
      series: lines,
    };
  };
