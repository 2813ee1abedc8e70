import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { ChartProps } from "./chart.tsx";

const Chart = lazy(() => import("./chart.tsx"));

/** A chart whose library is fetched when the first one is shown. */
export const LazyChart = (props: ChartProps) => (
  <Suspense fallback={<Skeleton height={props.height} radius="md" />}>
    <Chart {...props} />
  </Suspense>
);
