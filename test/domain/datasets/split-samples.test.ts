import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DatasetSample } from "../../../domain/datasets/dataset-version.ts";
import { answerOf } from "../../../domain/datasets/parse-sample.ts";
import { documentRuns } from "../../../domain/datasets/similar-documents.ts";
import { type SplitSamplesOptions, splitSamples } from "../../../domain/datasets/split-samples.ts";
import { createNearDuplicates } from "../../../domain/text/near-duplicates.ts";
import { shinglesOf } from "../../../domain/text/shingles.ts";

const related = { instruction: { shingle: 2, threshold: 0.6 }, answer: { shingle: 3, threshold: 0.3 } };
const options = (more: Partial<SplitSamplesOptions> = {}): SplitSamplesOptions => ({
  testShare: 0.2,
  seed: 1,
  similarDocuments: 0.3,
  related,
  documents: new Map(),
  ...more,
});

/** Samples of up to 12 documents, or of none, out of so few words that some resemble each other. */
const word = fc.constantFrom("model", "vector", "queue", "token", "batch", "index", "cache", "graph");
const text = fc.array(word, { minLength: 3, maxLength: 8 }).map((words) => words.join(" "));
const sample = fc.record({
  instruction: text,
  answer: text,
  documentId: fc.option(fc.constantFrom(..."abcdefghijkl"), { nil: null }),
});
const samples: fc.Arbitrary<DatasetSample[]> = fc.uniqueArray(sample, {
  maxLength: 60,
  selector: ({ instruction, answer }) => `${instruction}|${answer}`,
});
const settings = fc.record({
  seed: fc.nat(),
  testShare: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
});

const documentsOf = (side: readonly DatasetSample[]): Set<string> =>
  new Set(side.flatMap(({ documentId }) => documentId ?? []));

describe("splitSamples", () => {
  it("keeps every sample once, in its order, and no document on both sides", () => {
    fc.assert(
      fc.property(samples, settings, (all, given) => {
        const { train, test } = splitSamples(all, options(given));
        expect([...train, ...test].sort((a, b) => all.indexOf(a) - all.indexOf(b))).toEqual(all);
        expect(train).toEqual(all.filter((one) => train.includes(one)));
        const learnt = documentsOf(train);
        expect([...documentsOf(test)].filter((id) => learnt.has(id))).toEqual([]);
      }),
    );
  });

  it("keeps samples without a document away from those that ask or answer alike", () => {
    fc.assert(
      fc.property(samples, settings, (all, given) => {
        const { train, test } = splitSamples(all, options(given));
        const instructions = createNearDuplicates(related.instruction.threshold);
        const answers = createNearDuplicates(related.answer.threshold);
        for (const one of train) {
          instructions.add(shinglesOf(one.instruction, related.instruction.shingle));
          answers.add(shinglesOf(answerOf(one), related.answer.shingle));
        }
        for (const one of test) {
          const alike = [
            ...instructions.find(shinglesOf(one.instruction, related.instruction.shingle)),
            ...answers.find(shinglesOf(answerOf(one), related.answer.shingle)),
          ];
          const documents = alike.map((position) => train[position]?.documentId);
          if (one.documentId === null) expect(documents).toEqual([]);
          expect(documents).not.toContain(null);
        }
      }),
    );
  });

  it("gives the same split for the same seed, in whatever order the samples come", () => {
    fc.assert(
      fc.property(samples, settings, (all, given) => {
        const { test } = splitSamples(all, options(given));
        const turned = splitSamples(all.toReversed(), options(given));
        expect(new Set(turned.test)).toEqual(new Set(test));
      }),
    );
  });

  it("holds out no more than the share, and at least one document where there are two", () => {
    const all = Array.from({ length: 100 }, (_, index) => ({
      instruction: `What is number ${index}?`,
      answer: `It is ${index}.`,
      documentId: `document ${index % 50}`,
    }));
    const split = splitSamples(all, options());
    expect([split.train.length, split.test.length]).toEqual([80, 20]);
    const two = all.filter(({ documentId }) => /^document [01]$/.test(documentId));
    const few = splitSamples(two, options({ testShare: 0.01 }));
    expect([few.train.length, few.test.length]).toEqual([2, 2]);
    const one = two.filter(({ documentId }) => documentId === "document 0");
    expect(splitSamples(one, options({ testShare: 0.9 }))).toEqual({ train: one, test: [] });
    expect(splitSamples(all, options({ seed: 2 })).test).not.toEqual(split.test);
  });

  it("keeps an article and its copy on another platform on one side, whatever the seed", () => {
    const article = Array.from({ length: 200 }, (_, index) => `word${index}`).join(" ");
    const documents = new Map([
      ["medium", documentRuns(article)],
      ["substack", documentRuns(`Subscribe to read more. ${article} Previous lessons.`)],
      ["other", documentRuns(article.replaceAll("word", "term"))],
    ]);
    const all = [...documents.keys()].map((documentId) => ({
      instruction: `What does ${documentId} say?`,
      answer: `It says ${documentId}.`,
      documentId,
    }));
    for (let seed = 0; seed < 20; seed++) {
      const { train, test } = splitSamples(all, options({ seed, testShare: 0.5, documents }));
      const sides = [documentsOf(train), documentsOf(test)].map((side) => [...side].sort().join());
      expect(sides.sort()).toEqual(["medium,substack", "other"]);
    }
  });
});
