import { ScatterChart } from "echarts/charts";
import { DataZoomComponent, GridComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect } from "react";
import type { MapPoint } from "../../api/generated/index.ts";
import { useChart } from "../../charts/use-chart.ts";
import { safeLink } from "../../shared/safe-link.ts";
import type { ColourGroup } from "./colour-groups.ts";
import classes from "./map.module.css";
import { scatterOption } from "./scatter-option.ts";

use([ScatterChart, GridComponent, TooltipComponent, DataZoomComponent, CanvasRenderer]);

interface ScatterProps {
  readonly groups: readonly ColourGroup[];
  /** Chunks to light up; without it all are as bright. */
  readonly hits: ReadonlySet<string> | undefined;
  readonly label: string;
}

/** The point that an event of the chart is about. */
const pointOf = (groups: readonly ColourGroup[], event: { seriesIndex?: number; dataIndex?: number }) =>
  groups[event.seriesIndex ?? -1]?.points[event.dataIndex ?? -1];

const openSource = (point: MapPoint | undefined): void => {
  const href = point && safeLink(point.link);
  if (href !== undefined) window.open(href, "_blank", "noopener,noreferrer");
};

/** The corpus as a scatter plot: text on hover, zoom by wheel, drag to move, click to open the source. */
export const Scatter = ({ groups, hits, label }: ScatterProps) => {
  const { element, chart } = useChart();

  useEffect(() => {
    const drawn = chart.current;
    if (!drawn) return;
    drawn.setOption(scatterOption(groups, hits), { replaceMerge: ["series"] });
    drawn.off("click");
    drawn.on("click", (event) => openSource(pointOf(groups, event)));
  }, [chart, groups, hits]);

  return <div ref={element} className={classes.scatter} role="img" aria-label={label} />;
};
