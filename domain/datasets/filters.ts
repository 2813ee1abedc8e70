import { createNearDuplicates } from "../text/near-duplicates.ts";
import { shinglesOf } from "../text/shingles.ts";
import type { DatasetSample } from "./dataset-version.ts";
import { answerOf, answersOf } from "./parse-sample.ts";

/** Tells whether a sample stays. */
export type SampleFilter = (sample: DatasetSample) => boolean;

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface LengthLimits {
  readonly characters: Range;
  readonly words: Range;
}

export interface Likeness {
  /** Words in a run. */
  readonly shingle: number;
  /** Share of common runs from which two texts are alike. */
  readonly threshold: number;
}

const within = (value: number, { min, max }: Range): boolean => value >= min && value <= max;

const fits = (text: string, { characters, words }: LengthLimits): boolean =>
  within(text.length, characters) && within(text.split(/\s+/).filter(Boolean).length, words);

/** Keeps samples whose instruction and answers are neither too short nor too long. */
export const createLengthFilter =
  (limits: { readonly instruction: LengthLimits; readonly answer: LengthLimits }): SampleFilter =>
  (sample) =>
    fits(sample.instruction, limits.instruction) &&
    answersOf(sample).every((answer) => fits(answer, limits.answer));

/** Keeps the first of samples that ask nearly the same or answer nearly the same. It remembers what it kept. */
export const createDuplicateFilter = (likeness: {
  readonly instruction: Likeness;
  readonly answer: Likeness;
}): SampleFilter => {
  const instructions = createNearDuplicates(likeness.instruction.threshold);
  const answers = createNearDuplicates(likeness.answer.threshold);
  return (sample) => {
    const instruction = shinglesOf(sample.instruction, likeness.instruction.shingle);
    const answer = shinglesOf(answerOf(sample), likeness.answer.shingle);
    if (instructions.find(instruction).length > 0 || answers.find(answer).length > 0) return false;
    instructions.add(instruction);
    answers.add(answer);
    return true;
  };
};
