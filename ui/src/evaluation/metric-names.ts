import { sentenceCase } from "../shared/format.ts";

const labels: Readonly<Record<string, string>> = {
  loss: "Loss",
  rougeL: "ROUGE-L",
  embeddingSimilarity: "Embedding similarity",
  style: "Style",
  groundedness: "Groundedness",
  latency: "Latency",
  memory: "Memory",
};

/** A metric as people call it. */
export const metricLabel = (name: string): string => labels[name] ?? name;

const metricUnits: Readonly<Record<string, string>> = { latency: "seconds", memory: "bytes" };

/** The unit that decides how a metric is written. */
export const metricUnit = (name: string): string => metricUnits[name] ?? "";

const figures: Readonly<Record<string, string>> = {
  evalLoss: "Held-out loss",
  baseEvalLoss: "Held-out loss of the base model",
  seconds: "Time",
};

const EVALUATION = "evaluation.";

/** A figure of a training run, or of its evaluation, as people call it: `peakMemoryBytes` → `Peak memory`. */
export const figureLabel = (name: string): string => {
  if (name.startsWith(EVALUATION)) return `${metricLabel(name.slice(EVALUATION.length))} (evaluation)`;
  return figures[name] ?? sentenceCase(name.replace(/Bytes$/, ""));
};

/** The unit that decides how a figure is written. */
export const figureUnit = (name: string): string => {
  if (name.startsWith(EVALUATION)) return metricUnit(name.slice(EVALUATION.length));
  if (name.endsWith("Bytes")) return "bytes";
  return name === "seconds" ? "seconds" : "";
};
