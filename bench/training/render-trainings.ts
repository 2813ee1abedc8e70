import type { MeasuredTraining } from "./measured-training.ts";

type Figure = "seconds" | "tokensPerSecond";

const mean = (rows: readonly MeasuredTraining[], way: string, figure: Figure): number => {
  const figures = rows.filter((row) => row.way === way).map((row) => row[figure]);
  return figures.reduce((sum, value) => sum + value, 0) / figures.length;
};

/** How much longer the workflow takes than the trainer called by hand, as a percentage. */
const overhead = (rows: readonly MeasuredTraining[], figure: Figure): string => {
  const ratio = mean(rows, "workflow", figure) / mean(rows, "by hand", figure);
  return `${(100 * (figure === "seconds" ? ratio - 1 : 1 / ratio - 1)).toFixed(1)}%`;
};

/** A Markdown table of all runs, and what the workflow costs on average. */
export const renderTrainings = (rows: readonly MeasuredTraining[]): string =>
  [
    "| way | tokens/s | seconds | peak memory |",
    "| --- | --- | --- | --- |",
    ...rows
      .toSorted((left, right) => left.way.localeCompare(right.way))
      .map(
        ({ way, tokensPerSecond, seconds, peakMemoryBytes }) =>
          `| ${way} | ${tokensPerSecond.toFixed(1)} | ${seconds.toFixed(1)} | ${Math.round(peakMemoryBytes / 1e6)} MB |`,
      ),
    "",
    `Overhead of the workflow: ${overhead(rows, "tokensPerSecond")} in steps, ${overhead(rows, "seconds")} in all.`,
  ].join("\n");
