import type { Answer } from "../../retrieval/contract.ts";
import { countSentences, evidenceShare } from "./judge-answer.ts";

/** A question with what was answered. */
export interface Answered {
  /** Absent where the corpus holds no answer. */
  readonly evidence?: string;
  readonly answer: Answer;
  /** The passages that were found. */
  readonly passages: readonly string[];
}

/** Share of the evidence's words from which an answer is taken to hold it. */
const HOLDS = 0.6;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
const share = <T>(values: readonly T[], holds: (value: T) => boolean): number =>
  mean(values.map((value) => Number(holds(value))));

const isRefused = ({ answer }: Answered): boolean => answer.finishReason === "unanswerable";

/** The figures of one way of answering, by name. */
export const summarize = (answered: readonly Answered[]): Record<string, string> => {
  const answerable = answered.flatMap((each) =>
    each.evidence === undefined ? [] : [{ ...each, evidence: each.evidence }],
  );
  const unanswerable = answered.filter(({ evidence }) => evidence === undefined);
  const given = answerable.filter((each) => !isRefused(each));
  const evidence = given.map((each) => evidenceShare(each.answer.answer, each.evidence));
  const generated = answered.filter((each) => !isRefused(each));
  const counts = generated.map(({ answer, passages }) => countSentences(answer.answer, passages));
  const sentences = counts.reduce((sum, count) => sum + count.sentences, 0);
  const seconds = (of: "firstToken" | "total"): string =>
    mean(generated.map(({ answer }) => answer.timings[of] / 1_000)).toFixed(1);
  return {
    "words of the evidence": mean(evidence).toFixed(2),
    "hold the evidence": share(evidence, (value) => value >= HOLDS).toFixed(2),
    "sentences supported": (counts.reduce((sum, count) => sum + count.supported, 0) / sentences).toFixed(2),
    "sentences repeated": (counts.reduce((sum, count) => sum + count.repeated, 0) / sentences).toFixed(2),
    quoted: share(generated, ({ answer }) => answer.model === "extractive").toFixed(2),
    "answerable refused": share(answerable, isRefused).toFixed(2),
    "unanswerable refused": share(unanswerable, isRefused).toFixed(2),
    "first text, s": seconds("firstToken"),
    "whole, s": seconds("total"),
    tokens: mean(generated.map(({ answer }) => answer.usage.completionTokens)).toFixed(0),
  };
};
