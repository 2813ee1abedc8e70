import { type EChartsType, init } from "echarts/core";
import { type RefObject, useEffect, useRef } from "react";

/** An empty chart in a box of the page, which follows the box's size as long as it is shown. */
export const useChart = (): {
  readonly element: RefObject<HTMLDivElement | null>;
  readonly chart: RefObject<EChartsType | undefined>;
} => {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | undefined>(undefined);
  useEffect(() => {
    if (!element.current) return;
    const created = init(element.current);
    chart.current = created;
    const observer = new ResizeObserver(() => created.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      created.dispose();
    };
  }, []);
  return { element, chart };
};
