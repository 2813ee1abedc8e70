import { createNearDuplicates } from "../text/near-duplicates.ts";
import { type Shingles, shinglesOf } from "../text/shingles.ts";
import type { DatasetSample } from "./dataset-version.ts";
import type { Likeness } from "./filters.ts";
import { createGroups, type Groups } from "./groups.ts";
import { answerOf } from "./parse-sample.ts";
import { findSimilarDocuments } from "./similar-documents.ts";
import { chooseHeldOut, type SplitOptions } from "./split.ts";

export interface SplitSamplesOptions extends SplitOptions {
  /** Document id → `documentRuns` of its text, for every document that samples name. */
  readonly documents: ReadonlyMap<string, Shingles>;
  /** Containment from which two documents stay on one side. */
  readonly similarDocuments: number;
  /** Likeness from which samples that were traced to no document stay on one side. */
  readonly related: { readonly instruction: Likeness; readonly answer: Likeness };
}

export interface SplitSamples {
  readonly train: readonly DatasetSample[];
  readonly test: readonly DatasetSample[];
}

const joinDocuments = (
  groups: Groups,
  documents: ReadonlyMap<string, Shingles>,
  similarDocuments: number,
): void => {
  const ids = [...documents.keys()];
  for (const [first, second] of findSimilarDocuments([...documents.values()], similarDocuments)) {
    groups.join(ids[first] ?? "", ids[second] ?? "");
  }
};

/** Joins samples that ask or answer alike, unless both have documents: those are judged by their documents. */
const joinSamples = (
  groups: Groups,
  samples: readonly DatasetSample[],
  members: readonly string[],
  related: SplitSamplesOptions["related"],
): void => {
  if (samples.every(({ documentId }) => documentId !== null)) return;
  const instructions = createNearDuplicates(related.instruction.threshold);
  const answers = createNearDuplicates(related.answer.threshold);
  for (const [index, sample] of samples.entries()) {
    const instruction = shinglesOf(sample.instruction, related.instruction.shingle);
    const answer = shinglesOf(answerOf(sample), related.answer.shingle);
    for (const other of [...instructions.find(instruction), ...answers.find(answer)]) {
      const bothTraced = sample.documentId !== null && samples[other]?.documentId !== null;
      if (!bothTraced) groups.join(members[index] ?? "", members[other] ?? "");
    }
    instructions.add(instruction);
    answers.add(answer);
  }
};

/**
 * Splits samples so that what one side learns from, the other is not asked about: no document is on both sides, similar
 * documents are on one, and so are samples without a document that are alike. Such a sample counts as a document of its
 * own. Every sample is kept once, in its order; equal input and seed give the same split.
 *
 * @param samples distinct ones.
 */
export const splitSamples = (
  samples: readonly DatasetSample[],
  options: SplitSamplesOptions,
): SplitSamples => {
  const groups = createGroups();
  const members = samples.map(
    (sample) => sample.documentId ?? JSON.stringify([sample.instruction, answerOf(sample)]),
  );
  joinDocuments(groups, options.documents, options.similarDocuments);
  joinSamples(groups, samples, members, options.related);

  const weights = new Map<string, number>();
  for (const member of new Set(members)) {
    const key = groups.of(member);
    weights.set(key, (weights.get(key) ?? 0) + 1);
  }
  const heldOut = chooseHeldOut(
    [...weights].map(([key, weight]) => ({ key, weight })),
    options,
  );
  const isTest = members.map((member) => heldOut.has(groups.of(member)));
  return {
    train: samples.filter((_, index) => !isTest[index]),
    test: samples.filter((_, index) => isTest[index]),
  };
};
