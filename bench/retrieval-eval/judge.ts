import { bootstrapMean, type Interval, seededRandom } from "../../domain/evaluation/bootstrap.ts";
import { holdsEvidence } from "../../domain/evaluation/evidence.ts";
import {
  type JudgedSearch,
  type RetrievalMetric,
  retrievalMetrics,
} from "../../domain/evaluation/retrieval-metrics.ts";
import type { FoundPassage } from "./handbook-way.ts";
import type { Question } from "./questions.ts";

/** A way of searching: question → passages, best first. */
export type Way = (question: Question) => Promise<readonly FoundPassage[]>;

/** Passages that each way is asked for; enough that ten different documents are among them. */
export const PASSAGES = 50;

const METRICS: readonly RetrievalMetric[] = ["hit@1", "hit@3", "hit@10", "mrr@10", "ndcg@10", "evidence@5"];

const judgeOne = async (way: Way, question: Question): Promise<JudgedSearch> => {
  const passages = await way(question);
  return {
    documents: [...new Set(passages.map((passage) => passage.documentId))],
    relevant: question.relevant,
    evidenceInTopFive: passages.slice(0, 5).some((passage) => holdsEvidence(passage.text, question.evidence)),
  };
};

/** The mean of every metric over the questions, each with its interval; the bootstrap is seeded. */
export const judge = async (
  way: Way,
  questions: readonly Question[],
): Promise<{ figures: Record<string, Interval>; searches: JudgedSearch[] }> => {
  const searches: JudgedSearch[] = [];
  for (const question of questions) searches.push(await judgeOne(way, question));
  const figures = Object.fromEntries(
    METRICS.map((name) => [name, bootstrapMean(searches.map(retrievalMetrics[name]), seededRandom(2_026))]),
  );
  return { figures, searches };
};

/** A Markdown table with a row a way. */
export const renderFigures = (rows: ReadonlyMap<string, Record<string, Interval>>): string =>
  [
    `| way | ${METRICS.join(" | ")} |`,
    `| --- |${METRICS.map(() => " --- |").join("")}`,
    ...[...rows].map(([way, figures]) => {
      const cells = METRICS.map((name) => {
        const { mean, low, high } = figures[name] ?? { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
        return `${mean.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
      });
      return `| ${way} | ${cells.join(" | ")} |`;
    }),
  ].join("\n");
