import type { EChartsCoreOption } from "echarts/core";
import { axisLooks, type ChartColours, tooltipLooks } from "./chart-colours.ts";

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const MOST_BINS = 16;

/** A round width of which about `wanted` cover `span`: 1, 2 or 5 times a power of ten. */
const roundWidth = (span: number, wanted: number): number => {
  const raw = span / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const digit = [1, 2, 5, 10].find((candidate) => candidate * power >= raw) ?? 10;
  return digit * power;
};

/** Counts values in bins of a round width, one of whose borders is 0, so that no bin holds both signs. */
export const toBins = (values: readonly number[]): Bin[] => {
  if (values.length === 0) return [];
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (low === high) return [{ from: 0, to: 0, count: values.length }];
  const width = roundWidth(
    high - low,
    Math.min(MOST_BINS, Math.max(4, Math.ceil(Math.sqrt(values.length) * 2))),
  );
  const first = Math.floor(low / width);
  const last = Math.max(first, Math.ceil(high / width) - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const from = (first + index) * width;
    const to = (first + index + 1) * width;
    const isLast = first + index === last;
    const count = values.filter((value) => value >= from && (value < to || (isLast && value <= to))).length;
    return { from, to, count };
  });
};

const borderText = (value: number): string => String(Number(value.toPrecision(3)));

/** What a histogram of differences draws; bins on the better side of 0 are green, on the worse side red. */
export const histogramOption =
  (bins: readonly Bin[], axis: string, better: "lower" | "higher") =>
  (colours: ChartColours): EChartsCoreOption => {
    const colourOf = ({ from, to }: Bin): string => {
      if (from === to) return colours.unclear;
      return to <= 0 === (better === "lower") ? colours.better : colours.worse;
    };
    return {
      grid: { left: 48, right: 16, top: 16, bottom: 48 },
      tooltip: { trigger: "item", ...tooltipLooks(colours) },
      xAxis: {
        type: "category",
        data: bins.map(({ from, to }) => `${borderText(from)} to ${borderText(to)}`),
        ...axisLooks(colours, axis),
        nameGap: 30,
        axisTick: { show: false },
      },
      yAxis: { type: "value", minInterval: 1, ...axisLooks(colours, "Samples"), nameGap: 32 },
      series: [
        {
          type: "bar",
          name: "Samples",
          barCategoryGap: "8%",
          data: bins.map((bin) => ({ value: bin.count, itemStyle: { color: colourOf(bin) } })),
        },
      ],
    };
  };
