import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNearDuplicates } from "../../../domain/text/near-duplicates.ts";
import { resemblance, shinglesOf } from "../../../domain/text/shingles.ts";

const text = fc
  .array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 12 })
  .map((words) => words.join(" "));

describe("createNearDuplicates", () => {
  it("finds exactly the texts that a comparison with each of them finds", () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 30 }),
        fc.constantFrom(0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
        fc.integer({ min: 1, max: 3 }),
        (texts, threshold, size) => {
          const near = createNearDuplicates(threshold);
          const shingles = texts.map((each) => shinglesOf(each, size));
          for (const [index, each] of shingles.entries()) {
            const expected = shingles
              .slice(0, index)
              .flatMap((other, position) => (resemblance(other, each) >= threshold ? [position] : []));
            expect(near.find(each)).toEqual(expected);
            near.add(each);
          }
        },
      ),
    );
  });
});

describe("shinglesOf", () => {
  it("sees past case and punctuation, and takes a short text as one run", () => {
    expect(shinglesOf("A queue, a worker!", 3)).toEqual(shinglesOf("a QUEUE a worker", 3));
    expect(shinglesOf("One two", 3)).toHaveLength(1);
    expect(resemblance(shinglesOf("???", 2), shinglesOf("!!!", 2))).toBe(0);
    expect(resemblance(shinglesOf("???", 2), shinglesOf(" ???", 2))).toBe(1);
  });
});
