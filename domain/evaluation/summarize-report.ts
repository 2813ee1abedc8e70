import type { ComparedSample, EvaluationReport, ReportSummary } from "./report.ts";

/** Characters of a text that travel through a workflow. */
const MOST_CHARACTERS = 2_000;

const shorten = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} …` : text;

const shortenSample = (sample: ComparedSample): ComparedSample => ({
  instruction: shorten(sample.instruction),
  reference: shorten(sample.reference),
  candidate: { ...sample.candidate, answer: shorten(sample.candidate.answer) },
  baseline: sample.baseline && { ...sample.baseline, answer: shorten(sample.baseline.answer) },
});

/** How much better the candidate foresees the reference than the baseline, or than nothing. */
const gain = ({ candidate, baseline }: ComparedSample): number =>
  (baseline?.scores.loss ?? 0) - (candidate.scores.loss ?? 0);

/** The samples on which the candidate gained most, the median one, and those on which it lost most: no best-of. */
const chooseAnswers = (answers: readonly ComparedSample[]): ComparedSample[] => {
  const ranked = answers.toSorted((left, right) => gain(right) - gain(left));
  const places = new Set([0, Math.floor((ranked.length - 1) / 2), ranked.length - 1]);
  return [...places].flatMap((place) => ranked[place] ?? []);
};

/**
 * The part of a report that travels through the workflow.
 *
 * @param sha256 of `report.json`.
 */
export const summarizeReport = (
  { lossCurve: _, answers, ...rest }: EvaluationReport,
  sha256: string,
): ReportSummary => ({ ...rest, sha256, answers: chooseAnswers(answers).map(shortenSample) });
