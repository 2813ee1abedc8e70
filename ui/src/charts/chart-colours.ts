/** Colours of a chart: told apart by people who see colours differently too, and visible on their ground. */
export interface ChartColours {
  readonly text: string;
  readonly grid: string;
  readonly ground: string;
  /** Lines and bars, in the order in which they are taken. */
  readonly series: readonly [string, string, string, string];
  readonly better: string;
  readonly worse: string;
  readonly unclear: string;
}

export const chartColours: Readonly<Record<"light" | "dark", ChartColours>> = {
  light: {
    text: "#495057",
    grid: "#dee2e6",
    ground: "#ffffff",
    series: ["#3b5bdb", "#d9480f", "#087f5b", "#ae3ec9"],
    better: "#087f5b",
    worse: "#c92a2a",
    unclear: "#868e96",
  },
  dark: {
    text: "#c1c2c5",
    grid: "#424242",
    ground: "#242424",
    series: ["#91a7ff", "#ffa94d", "#63e6be", "#e599f7"],
    better: "#63e6be",
    worse: "#ff8787",
    unclear: "#909296",
  },
};

/** Looks of an axis. `name` says what it measures, with the unit. */
export const axisLooks = ({ text, grid }: ChartColours, name: string) => ({
  name,
  nameLocation: "middle",
  nameTextStyle: { color: text, fontSize: 12 },
  axisLabel: { color: text, hideOverlap: true },
  axisLine: { lineStyle: { color: grid } },
  splitLine: { lineStyle: { color: grid } },
});

/** A tooltip that is drawn, never made from HTML: names in it come from outside. */
export const tooltipLooks = ({ text, grid, ground }: ChartColours) => ({
  renderMode: "richText",
  confine: true,
  backgroundColor: ground,
  borderColor: grid,
  textStyle: { color: text, fontSize: 12 },
});
