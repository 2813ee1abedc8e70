import { useComputedColorScheme } from "@mantine/core";
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect } from "react";
import { type ChartColours, chartColours } from "./chart-colours.ts";
import { useChart } from "./use-chart.ts";

use([
  BarChart,
  CustomChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
]);

interface ChartProps {
  /** What to draw, in the colours of the scheme at hand. Must be the same function as long as nothing changes. */
  readonly option: (colours: ChartColours) => EChartsCoreOption;
  /** In pixels. */
  readonly height: number;
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
}

/** A chart that follows its box and the colour scheme. */
const Chart = ({ option, height, label }: ChartProps) => {
  const { element, chart } = useChart();
  const scheme = useComputedColorScheme("light");

  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option(chartColours[scheme]) }, { notMerge: true });
  }, [chart, option, scheme]);

  // While the box shrinks, the canvas is as wide as it was until it is drawn anew.
  return (
    <div ref={element} style={{ width: "100%", height, overflow: "hidden" }} role="img" aria-label={label} />
  );
};

export type { ChartProps };
export default Chart;
