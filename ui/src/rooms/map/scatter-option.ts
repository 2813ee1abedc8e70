import type { EChartsCoreOption } from "echarts/core";
import type { ColourGroup } from "./colour-groups.ts";
import { pointCard } from "./point-card.ts";

const SIZE = 7;
const HIT_SIZE = 15;
const FAINT = 0.15;

const axis = { type: "value", show: false, scale: true } as const;

/** What the chart draws: one series a colour; hits are larger, ringed and on top, the rest is faint beside them. */
export const scatterOption = (
  groups: readonly ColourGroup[],
  hits: ReadonlySet<string> | undefined,
): EChartsCoreOption => ({
  animation: false,
  grid: { left: 8, right: 8, top: 8, bottom: 8 },
  xAxis: axis,
  yAxis: axis,
  dataZoom: [
    { type: "inside", xAxisIndex: 0, filterMode: "none" },
    { type: "inside", yAxisIndex: 0, filterMode: "none" },
  ],
  tooltip: {
    trigger: "item",
    confine: true,
    padding: 0,
    borderWidth: 0,
    backgroundColor: "transparent",
    extraCssText: "box-shadow: none; white-space: normal;",
    formatter: ({ seriesIndex, dataIndex }: { seriesIndex?: number; dataIndex: number }) => {
      const point = groups[seriesIndex ?? -1]?.points[dataIndex];
      return point ? pointCard(point) : "";
    },
  },
  series: groups.map(({ name, colour, points }) => ({
    type: "scatter",
    name,
    cursor: "pointer",
    itemStyle: { color: colour },
    data: points.map(({ x, y, chunkId }) => {
      const hit = hits?.has(chunkId) ?? false;
      return {
        value: [x, y],
        symbolSize: hit ? HIT_SIZE : SIZE,
        itemStyle: {
          opacity: hits && !hit ? FAINT : 0.85,
          ...(hit ? { borderColor: "#ffd43b", borderWidth: 3 } : {}),
        },
      };
    }),
  })),
});
