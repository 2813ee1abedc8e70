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

const figures: Readonly<Record<string, string>> = {
  evalLoss: "Held-out loss",
  baseEvalLoss: "Held-out loss of the base model",
};

const EVALUATION = "evaluation.";

/** A figure of a training run, or of its evaluation, as people call it: `peakMemoryBytes` → `Peak memory`. */
export const figureLabel = (name: string): string => {
  if (name.startsWith(EVALUATION)) return `${metricLabel(name.slice(EVALUATION.length))} (evaluation)`;
  return figures[name] ?? sentenceCase(name.replace(/Bytes$/, ""));
};

/** The unit that decides how a figure is written. */
export const figureUnit = (name: string): string =>
  name.endsWith("Bytes") || name === "evaluation.memory" ? "bytes" : "";
