import type { MetricName, MetricReport } from "./report.ts";

/** What each metric is given in, and whether more of it is better. */
export const metricDefinitions: Readonly<Record<MetricName, Pick<MetricReport, "unit" | "better">>> = {
  loss: { unit: "nats per token", better: "lower" },
  rougeL: { unit: "F1", better: "higher" },
  embeddingSimilarity: { unit: "cosine", better: "higher" },
  style: { unit: "share of own passages", better: "higher" },
  groundedness: { unit: "share of sentences", better: "higher" },
  latency: { unit: "seconds", better: "lower" },
  memory: { unit: "bytes", better: "lower" },
};
