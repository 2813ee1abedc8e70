import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSentenceCutter } from "../../../../retrieval/answering/grounding/sentence-cutter.ts";

const cutAll = (pieces: readonly string[]) => {
  const cutter = createSentenceCutter();
  return [...pieces.flatMap((piece) => cutter.push(piece)), ...cutter.flush()];
};

describe("createSentenceCutter", () => {
  it.each([
    ["One is here. Two too", ["One is here.", "Two too"]],
    ["One.\nTwo.\n\nThree.", ["One.", "\nTwo.", "\n\nThree."]],
    ["1. First item. More.\n2. Second", ["1. First item.", "More.", "\n2. Second"]],
    ["- a\n- b", ["- a", "\n- b"]],
    ["See:\n```js\nlet a = 1.\n\nB();\n```\nDone.", ["See:", "\n```js\nlet a = 1.\n\nB();\n```", "\nDone."]],
    ["```\nnever closed. Really", ["```\nnever closed. Really"]],
    ["It costs 1.5 GB. [2] Then", ["It costs 1.5 GB.", "[2] Then"]],
    ["\n ", []],
  ])("%j", (text, expected) => {
    expect(cutAll([text]).map((sentence) => "\n".repeat(sentence.breaks) + sentence.text)).toEqual(expected);
  });

  it("gives a sentence as soon as nothing can be added to it", () => {
    const cutter = createSentenceCutter();
    expect(cutter.push("One is here.")).toEqual([]);
    expect(cutter.push(" [")).toEqual([]);
    expect(cutter.push("1] T")).toEqual([{ text: "One is here.", breaks: 0 }]);
    expect(cutter.push("wo\n")).toEqual([{ text: "[1] Two", breaks: 0 }]);
  });

  it("cuts the same sentences however the text comes in pieces", () => {
    const units = ["a", "B", " ", ".", "!", "\n", "[1]", "1", "-", "```", "é", "”", "👍"];
    const pieces = fc.array(fc.string({ unit: fc.constantFrom(...units), maxLength: 6 }));
    fc.assert(
      fc.property(pieces, (parts) => {
        const whole = cutAll([parts.join("")]);
        expect(cutAll(parts)).toEqual(whole);
        expect(cutAll(parts.join("").split(""))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});
