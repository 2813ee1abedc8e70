import type { CustomSeriesOption } from "echarts/charts";
import type { EChartsCoreOption } from "echarts/core";
import { axisLooks, type ChartColours, tooltipLooks } from "./chart-colours.ts";

/** One line of a forest plot: an estimate with its confidence interval, above 0 where the candidate is better. */
export interface ForestRow {
  readonly label: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

type RenderItem = Extract<NonNullable<CustomSeriesOption["renderItem"]>, (...inputs: never) => unknown>;

const DOT = 5;
const CAP = 5;

const verdictOf = ({ low, high }: ForestRow): "better" | "worse" | "unclear" => {
  if (low > 0) return "better";
  return high < 0 ? "worse" : "unclear";
};

const percent = (value: number): string => `${value > 0 ? "+" : ""}${value.toFixed(1)}%`;

/** Draws a whisker with caps and a dot at the mean. */
const whisker =
  (rows: readonly ForestRow[], colours: ChartColours): RenderItem =>
  ({ dataIndex }, api) => {
    const row = rows[dataIndex];
    if (!row) return null;
    const at = (value: number): [number, number] => {
      const [x = 0, y = 0] = api.coord([value, dataIndex]);
      return [x, y];
    };
    const [low, y] = at(row.low);
    const [high] = at(row.high);
    const [mean] = at(row.mean);
    const colour = colours[verdictOf(row)];
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: "line" as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: colour, lineWidth: 2 },
    });
    return {
      type: "group",
      children: [
        line(low, y, high, y),
        line(low, y - CAP, low, y + CAP),
        line(high, y - CAP, high, y + CAP),
        { type: "circle", shape: { cx: mean, cy: y, r: DOT }, style: { fill: colour } },
      ],
    };
  };

/** What a forest plot draws: intervals beside a line at "no difference"; green is better, red worse, grey unclear. */
export const forestOption =
  (rows: readonly ForestRow[]) =>
  (colours: ChartColours): EChartsCoreOption => ({
    grid: { left: 8, right: 20, top: 12, bottom: 52, containLabel: true },
    tooltip: {
      trigger: "item",
      ...tooltipLooks(colours),
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const row = rows[dataIndex];
        if (!row) return "";
        return `${row.label}: ${percent(row.mean)}\n95% interval ${percent(row.low)} to ${percent(row.high)}`;
      },
    },
    xAxis: {
      type: "value",
      ...axisLooks(colours, "← worse · in % of the baseline · better →"),
      nameGap: 32,
      axisLabel: { color: colours.text, hideOverlap: true, formatter: "{value}%" },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map(({ label }) => label),
      axisLabel: { color: colours.text },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: [
      {
        type: "custom",
        renderItem: whisker(rows, colours),
        encode: { x: [0, 1, 2], y: 3 },
        data: rows.map(({ mean, low, high }, index) => [mean, low, high, index]),
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: colours.text, type: "dashed", width: 1 },
          data: [{ xAxis: 0 }],
        },
      },
    ],
  });
